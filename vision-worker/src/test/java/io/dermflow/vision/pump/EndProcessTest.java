package io.dermflow.vision.pump;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndProcessTest {

    @Test
    void runsNoExitHandlerOfNativeLibraries() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:-CreateCoredumpOnCrash",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AbortsAtExit.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(86);
        } finally {
            process.destroyForcibly();
        }
    }

    /// A process whose native libraries do not survive their exit handlers.
    private static final class AbortsAtExit {

        @SuppressWarnings("restricted")
        static void main() throws Throwable {
            Linker linker = Linker.nativeLinker();
            var pointer = ValueLayout.ADDRESS;
            var atExit =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("__cxa_atexit"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, pointer, pointer, pointer));
            var abort = linker.defaultLookup().findOrThrow("abort");
            int refused = (int) atExit.invokeExact(abort, MemorySegment.NULL, MemorySegment.NULL);
            assertThat(refused).isZero();
            EndProcess.now(86);
        }
    }
}
