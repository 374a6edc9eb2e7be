package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StartProgressTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(err, err);

    @Test
    void saysWhatItStillWaitsForWhenItsPatienceIsOver() throws Exception {
        var progress = new StartProgress(terminal, Duration.ofMillis(150));

        boolean healthy =
                progress.follow(() ->
                        List.of(
                                status(Part.KAFKA, PartState.HEALTHY),
                                status(Part.VISION, PartState.STARTING),
                                status(Part.GATEWAY, PartState.WAITING)));

        assertThat(healthy).isFalse();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("still waiting for: vision (starting), gateway (waiting)")
                .contains("--patience MINUTES");
    }

    @Test
    void waitsNoLongerThanForTheLastPart() throws Exception {
        var progress = new StartProgress(terminal, Duration.ofMinutes(4));

        assertThat(progress.follow(() -> List.of(status(Part.KAFKA, PartState.HEALTHY)))).isTrue();
    }

    private static PartStatus status(Part part, PartState state) {
        return new PartStatus(
                Instance.first(part),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                state,
                OptionalLong.empty(),
                0,
                Path.of("log"));
    }
}
