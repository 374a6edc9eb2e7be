package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two instances of each service behind the gateway: one dies or is replaced, the other goes on.
/// The long way, every end-to-end test on two instances: `mvn verify -Ddermflow.instances=2`.
@EndToEnd
@Tag("long") // two stacks more; by hand: -Dexcluded.groups=none -Dtest=TwoInstancesTest
class TwoInstancesTest {

    private static final int IN_FLIGHT = 16;
    private static final Duration START = Duration.ofMinutes(2);

    @BeforeAll
    static void two() {
        Suite.withInstances(2);
    }

    @AfterAll
    static void asBefore() {
        Suite.withInstances(Integer.getInteger("dermflow.instances", 1));
    }

    @AfterEach
    void settle() {
        Suite.awaitHealthy();
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"INGEST", "VISION", "REPORT"})
    void oneOfTwoDiesWhileCapturesAreInFlight(Part victim) throws InterruptedException {
        Crowd crowd = new Crowd().submit(IN_FLIGHT / 2);

        Suite.stack().kill(new Instance(victim, 2));
        crowd.submit(IN_FLIGHT / 2);

        crowd.assertAllSucceededOnce();
    }

    @Test
    void eventsResumeAtTheOtherInstance() throws InterruptedException {
        Person person = Person.registered();
        String id = person.submit(Pictures.skin(77));
        String path = "/api/v1/captures/" + id + "/events";
        List<String> all = ids(Person.expect(200, person.get(path)).body());

        Suite.stack().kill(Instance.first(Part.INGEST));
        List<String> rest = ids(Person.expect(200, person.get(path, "Last-Event-ID", "2")).body());

        assertThat(all)
                .isEqualTo(IntStream.rangeClosed(1, all.size()).mapToObj(String::valueOf).toList());
        assertThat(rest).isEqualTo(all.subList(2, all.size()));
    }

    /// What `./dermflow replace` does, for every service; of the gateway there is one, so nothing
    /// is taken while it is away.
    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"GATEWAY", "INGEST", "VISION", "LLM", "REPORT"})
    void aServiceIsReplacedWhileCapturesAreInFlight(Part part) {
        List<Long> before = pids(part);
        Crowd crowd = new Crowd().submit(4);

        var replaced = CompletableFuture.runAsync(() -> replace(part));
        do {
            crowd.submitOneOf(IN_FLIGHT / 2);
        } while (!replaced.isDone());
        replaced.join();

        assertThat(pids(part)).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
        crowd.assertAllSucceededOnce();
    }

    /// Some topics have one partition: of two members one waits.
    @Test
    void aMemberWithoutAPartitionDoesNotDisturbTheOther() throws IOException {
        var spare =
                Suite.stack().status().stream()
                        .filter(status -> status.instance().equals(new Instance(Part.REPORT, 2)))
                        .findFirst()
                        .orElseThrow();
        Instant begin =
                ProcessHandle.of(spare.pid().orElseThrow())
                        .flatMap(process -> process.info().startInstant())
                        .orElseThrow();

        Await.until(
                "rounds enough to lose patience",
                Suite.PATIENCE,
                () -> Instant.now().isAfter(begin.plusSeconds(60)));

        assertThat(Files.readString(spare.log())).doesNotContain("rejoining");
    }

    private static void replace(Part part) {
        try {
            Suite.stack().replace(part, START);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> pids(Part part) {
        return Suite.stack().status().stream()
                .filter(status -> status.part() == part)
                .map(status -> status.pid().orElseThrow())
                .toList();
    }

    private static List<String> ids(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }
}
