package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.Clients;
import io.dermflow.stack.part.Part;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A worker that dies in a slow job: what its steps had found lies in the object store, and the
/// next worker goes on from there.
@EndToEnd
class CheckpointTest {

    @AfterEach
    void settle() {
        Suite.restartWith(Part.VISION, Map.of());
    }

    @Test
    void whatADeadWorkerHadFoundIsTakenOver() throws InterruptedException {
        Suite.restartWith(Part.VISION, Map.of("VISION_CHECKPOINT_AFTER", "0s"));
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

    private static boolean kept(Clients objects, String id) {
        return objects.keys("raw-captures").stream()
                .anyMatch(key -> key.contains(id) && key.endsWith("/checkpoint.json.gz"));
    }
}
