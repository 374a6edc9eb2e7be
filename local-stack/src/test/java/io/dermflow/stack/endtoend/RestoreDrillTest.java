package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.backup.TakeBackup;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine is gone, a copy is left.
@EndToEnd
class RestoreDrillTest {

    @Test
    void aCopyTakenWhileCapturesAreInFlightLosesNoTask(@TempDir Path folder) throws IOException {
        Crowd before = new Crowd().submit(2);
        before.awaitEnds();
        List<String> results =
                before.accepted().stream()
                        .map(id -> before.person().results(id).path("findings").toString())
                        .toList();
        Crowd inFlight = new Crowd().submit(8);

        new TakeBackup(
                        Suite.stack().dataDirectory(),
                        Suite.stack().address(Part.POSTGRES).getPort())
                .into(folder.resolve("copy"));
        Suite.restartFrom(folder.resolve("copy"));

        assertThat(inFlight.awaitEnds()).containsOnlyKeys("succeeded").containsValue(8);
        assertThat(
                        before.accepted().stream()
                                .map(id -> before.person().results(id).path("findings").toString())
                                .toList())
                .isEqualTo(results);
        inFlight.assertAnnouncedOnce();
        Crowd after = new Crowd().submit(2);
        after.assertAllSucceededOnce();
    }
}
