package io.dermflow.imaging.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// The collector frees native objects that nothing in Java refers to any more, even while a native
/// method works on them: that was a SIGSEGV in the middle of a day of work. What keeps the detector
/// ([io.dermflow.imaging.decode.Held]) keeps all others: `ArchitectureTest` has them used through
/// it.
class CollectedDetectorTest {

    @Test
    void theCollectorTakesNoDetectorThatIsAtWork() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=/dev/null",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Collected.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /// A process that looks for cards while the collector is always at work.
    private static final class Collected {

        private static final int UNTIL_COMPILED = 3000;
        private static final Duration WORK = Duration.ofSeconds(3);

        static void main() {
            OpenCvLibrary.load();
            look(16, UNTIL_COMPILED);
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        while (true) {
                            System.gc();
                        }
                    });
            long end = System.nanoTime() + WORK.toNanos();
            while (System.nanoTime() < end) {
                look(640, 1);
            }
        }

        private static void look(int side, int times) {
            var grain = new Mat(side, side, CvType.CV_8UC1);
            Core.randu(grain, 0, 255);
            for (var i = 0; i < times; i++) {
                MarkedCard.in(grain);
            }
            grain.release();
        }
    }
}
