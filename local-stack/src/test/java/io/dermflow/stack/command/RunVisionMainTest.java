package io.dermflow.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.RunnableJar;
import io.dermflow.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVisionMainTest {

    @TempDir Path root;

    @Test
    void runsTheWorkersClassFromItsJarTakenApartWithNothingOfTheLaunchers() throws Exception {
        RunnableJar.write(
                root.resolve("vision-worker/target/vision-worker-0.1.0-exec.jar"), Told.class);
        Path file = root.resolve("told");
        ClassLoader own = Thread.currentThread().getContextClassLoader();

        CommandRun run = run(Told.class.getName(), file.toString(), "two words");

        assertThat(run.exit()).isZero();
        assertThat(Files.readAllLines(file))
                .satisfiesExactly(
                        place ->
                                assertThat(place)
                                        .startsWith("file:" + root + "/.dermflow/start-caches/"),
                        last -> assertThat(last).isEqualTo("two words"),
                        resource -> assertThat(resource).isEqualTo("null"));
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(own);
    }

    @Test
    void saysWhatToBuildWhereThereIsNoJar() throws Exception {
        CommandRun run = run("io.dermflow.vision.card.WriteCard");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said()).contains("vision-worker/target", "mvn");
    }

    private CommandRun run(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("vision-main"));
        command.addAll(List.of(words));
        return CommandRun.of(new Checkout(root), command);
    }

    /// Tells where it came from, its last word, and what it finds of the launcher's.
    public static final class Told {

        private Told() {}

        public static void main(String[] arguments) throws IOException {
            String last = arguments[arguments.length - 1];
            if ("tools".equals(System.getProperty("jarmode"))) {
                Path jar = Path.of(System.getProperty("java.class.path"));
                Files.copy(jar, Path.of(last).resolve(jar.getFileName()));
                return;
            }
            var source = Told.class.getProtectionDomain().getCodeSource();
            var found = Thread.currentThread().getContextClassLoader().getResource("logback.xml");
            Files.write(
                    Path.of(arguments[0]),
                    List.of(source.getLocation().toString(), last, String.valueOf(found)));
        }
    }
}
