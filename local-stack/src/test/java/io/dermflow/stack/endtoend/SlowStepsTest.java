package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.Clients;
import io.dermflow.stack.part.Part;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Slow steps. What those of a worker that dies had found lies in the object store, and the next
/// worker goes on from there; what takes longer than its limit is left out, and the result says so.
@EndToEnd
class SlowStepsTest {

    /// No card is looked for and no two pictures are laid over each other within a millisecond, and
    /// within four seconds not as many marks are explained as are found.
    @BeforeAll
    static void limit() {
        Suite.restartWith(
                Part.VISION,
                Map.of(
                        "VISION_CHECKPOINT_AFTER",
                        "0s",
                        "VISION_STEP_LIMITS",
                        "card_beside=1ms,scale_from_ref=1ms,heatmap=4s"));
    }

    @AfterAll
    static void settle() {
        Suite.restartWith(Part.VISION, Map.of());
    }

    @Test
    void whatADeadWorkerHadFoundIsTakenOver() throws InterruptedException {
        var objects = new Clients(Suite.stack());
        Person person = Person.registered();

        // The heat map asks a classifier 49 times: long enough to die in it.
        String id = person.submit(Map.of("image", Pictures.skin(30)), Map.of("steps", "heatmap"));
        Await.until("a checkpoint in the store", Suite.PATIENCE, () -> kept(objects, id));
        Suite.stack().kill(Part.VISION);

        assertThat(person.awaitEnd(id)).isEqualTo("succeeded");
        assertThat(person.results(id).path("timings").valueStream())
                .extracting(timing -> timing.path("step").asString())
                .contains("detect", "checkpoint:detect");
        Await.until("its end to remove it", Suite.PATIENCE, () -> !kept(objects, id));
    }

    @Test
    void whatTakesTooLongIsLeftOutAndSaid() {
        Person person = Person.registered();

        String skin =
                person.submit(
                        Map.of("image", Pictures.manyMarks(), "ref", Pictures.coveredCard()),
                        Map.of("steps", "heatmap,-tone"));
        String body =
                person.submit(
                        Map.of("front", Pictures.bodyBesideCard()),
                        Map.of("analyses", "body", "height_cm", "162.8"));

        assertThat(person.awaitEnd(skin)).isEqualTo("succeeded");
        JsonNode marks = person.results(skin);
        List<JsonNode> findings = marks.path("findings").valueStream().toList();
        long explained =
                findings.stream()
                        .filter(finding -> !finding.path("explanations").isEmpty())
                        .count();
        assertThat(explained).isLessThan(findings.size());
        assertThat(lacking(marks))
                .contains(
                        "step_timed_out: Taking the scale from the picture of the card took too"
                                + " long and was left out.")
                // On a very slow machine not even the first is ready in time.
                .contains(
                        explained == 0
                                ? "step_timed_out: Drawing heat maps took too long and was left out."
                                : "heatmaps_truncated: Heat maps were drawn for %d of %d findings."
                                        .formatted(explained, findings.size()))
                .anyMatch(lack -> lack.startsWith("no_scale: "));
        assertThat(person.awaitEnd(body)).isEqualTo("succeeded");
        JsonNode measured = person.results(body);
        assertThat(lacking(measured))
                .contains(
                        "step_timed_out: Looking for a card beside the body took too long and was"
                                + " left out.");
        assertThat(measured.path("metrics_detail").path("height_cm").path("source").asString())
                .isEqualTo("input");
    }

    private static Stream<String> lacking(JsonNode result) {
        return result.path("degradations")
                .valueStream()
                .map(one -> one.path("code").asString() + ": " + one.path("detail").asString());
    }

    private static boolean kept(Clients objects, String id) {
        return objects.keys("raw-captures").stream()
                .anyMatch(key -> key.contains(id) && key.endsWith("/checkpoint.json.gz"));
    }
}
