package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/// Many captures at once, and the witness of what became of them. An upload whose answer was lost
/// (a service died) counts as unknown: it may exist or not, and is not asked for.
final class Crowd {

    private final Person person = Person.registered();
    private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    private long seed = System.nanoTime();

    /// Uploads this many pictures, one after another, until each is accepted.
    Crowd submit(int count) {
        for (int i = 0; i < count; i++) {
            byte[] picture = Pictures.skin(seed++);
            accepted.add(
                    Await.value(
                            "a 202",
                            Suite.PATIENCE,
                            () -> {
                                var answer = person.upload(picture);
                                return answer.statusCode() == 202 ? Person.id(answer) : null;
                            }));
        }
        return this;
    }

    /// Uploads one more, and waits for the end of the one so many places before it: then captures
    /// are always in flight, and never more than that.
    Crowd submitOneOf(int inFlight) {
        submit(1);
        List<String> all = accepted();
        if (all.size() > inFlight) {
            person.awaitEnd(all.get(all.size() - inFlight - 1));
        }
        return this;
    }

    Person person() {
        return person;
    }

    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /// State to number of captures, after all have ended.
    Map<String, Integer> awaitEnds() {
        Map<String, Integer> ends = new TreeMap<>();
        accepted.forEach(id -> ends.merge(person.awaitEnd(id), 1, Integer::sum));
        return ends;
    }

    /// All succeeded, each result is readable, and each was announced exactly once in the present
    /// log; and nothing more comes.
    void assertAllSucceededOnce() {
        assertThat(awaitEnds())
                .as(() -> "the others ended with " + reasons())
                .isEqualTo(Map.of("succeeded", accepted.size()));
        accepted.forEach(id ->
                assertThat(person.results(id).path("state").asString()).isEqualTo("succeeded"));
        assertAnnouncedOnce();
    }

    private List<String> reasons() {
        return accepted.stream()
                .map(person::capture)
                .filter(capture -> !capture.path("state").asString().equals("succeeded"))
                .map(JsonNode::toString)
                .toList();
    }

    void assertAnnouncedOnce() {
        Await.until(
                "the announcement of every end",
                Suite.PATIENCE,
                () -> Partner.results().keySet().containsAll(accepted));
        Map<String, List<String>> announced = Partner.results();
        List<String> notOnce = new ArrayList<>();
        for (String id : accepted) {
            if (announced.get(id).size() != 1) {
                notOnce.add(id + " " + announced.get(id));
            }
        }
        assertThat(notOnce).isEmpty();
    }

    /// Whether any capture is still open; an answer that does not come counts as open.
    boolean anyOpen() {
        try {
            return accepted.stream()
                    .anyMatch(id -> List.of("queued", "processing").contains(person.state(id)));
        } catch (UncheckedIOException | AssertionError away) {
            return true;
        }
    }
}
