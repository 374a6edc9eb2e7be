package io.dermflow.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void aPauseHoldsEveryProcessOfThePart() throws Exception {
        try (var stack = threeWorkers()) {
            stack.awaitHealthy(LIMIT);

            stack.pause(Part.VISION);

            assertThat(stack.status())
                    .extracting(PartStatus::state)
                    .containsExactly(PartState.PAUSED, PartState.PAUSED, PartState.PAUSED);
            stack.resume(Part.VISION);
            stack.awaitHealthy(LIMIT);
        }
    }

    @Test
    void soManyWorkersRunAsWereAskedFor() throws Exception {
        try (var stack = threeWorkers()) {
            stack.awaitHealthy(LIMIT);

            stack.scale(Part.VISION, 1);

            assertThat(stack.status())
                    .extracting(PartStatus::state)
                    .containsExactly(PartState.HEALTHY, PartState.STOPPED, PartState.STOPPED);
            stack.scale(Part.VISION, 2);
            stack.awaitHealthy(LIMIT);
            assertThat(stack.status())
                    .extracting(PartStatus::state)
                    .containsExactly(PartState.HEALTHY, PartState.HEALTHY, PartState.STOPPED);
        }
    }

    private LocalStack threeWorkers() throws IOException {
        var checkout = new Checkout(directory.resolve("checkout"));
        String module = Part.VISION.module();
        FakeService.writeJar(
                checkout.root().resolve(module).resolve("target/" + module + "-0.1.0-exec.jar"));
        var options =
                new StackOptions(
                                checkout,
                                new DataDirectory(directory.resolve("data")),
                                OptionalInt.of(0),
                                EnumSet.complementOf(EnumSet.of(Part.VISION)),
                                Map.of())
                        .workers(3);
        return LocalStack.start(options);
    }
}
