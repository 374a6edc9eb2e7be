package io.dermflow.stack.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Program;
import io.dermflow.stack.service.ServiceRecipe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With the real jar of a service and the Java that runs this.
@Tag("endtoend")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MakeCachesTest {

    @TempDir Path root;

    private final List<String> news = new ArrayList<>();

    @Test
    void javaStartsTheServiceFromTheCacheThatWasMade() throws Exception {
        Path built = Checkout.here().jar(Part.GATEWAY).orElseThrow();
        Path jar = Files.copy(built, target().resolve(String.valueOf(built.getFileName())));
        var checkout = new Checkout(root);
        var caches = new MakeCaches(checkout, news::add);
        assertThat(caches.isNeeded()).isTrue();

        caches.makeMissing();

        assertThat(news).containsExactly("gateway-service: start-up cache made");
        assertThat(caches.isNeeded()).isFalse();
        Program program = new StartCaches(checkout).program(Part.GATEWAY, jar);
        assertThat(program.options()).anyMatch(option -> option.startsWith("-XX:AOTCache="));
        assertThat(exitOfStart(program)).isZero();
        cutInHalf(checkout, jar);
        assertThat(exitOfStart(program)).as("a start that does look at the cache").isNotZero();
    }

    @Test
    void aJarThatCannotBeTakenApartIsSaidSo() throws Exception {
        Path jar = target().resolve("gateway-service-0.1.0-exec.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("no-program"));
            zip.write("nothing to start".getBytes(StandardCharsets.UTF_8));
        }
        var checkout = new Checkout(root);

        new MakeCaches(checkout, news::add).makeMissing();

        assertThat(news)
                .singleElement()
                .asString()
                .startsWith(
                        "gateway-service: no start-up cache, " + jar + " can't be taken apart: ");
        assertThat(new TakenApart(checkout).folder(Part.GATEWAY, jar).getParent())
                .isEmptyDirectory();
    }

    private Path target() throws IOException {
        return Files.createDirectories(root.resolve("gateway-service").resolve("target"));
    }

    private static void cutInHalf(Checkout checkout, Path jar) throws IOException {
        Path cache = new StartCaches(checkout).cache(Part.GATEWAY, jar);
        try (var file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
    }

    /// As far as the context, as in the training; with this mode Java ends at once where it can't
    /// use the cache.
    private int exitOfStart(Program program) throws Exception {
        List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
        command.addAll(JavaCommand.EVERY_JVM);
        command.addAll(ServiceRecipe.heap(Part.GATEWAY));
        command.addAll(program.options());
        command.addAll(
                List.of(
                        "-XX:AOTMode=on",
                        "-Dspring.context.exit=onRefresh",
                        "-Dspring.profiles.active=training",
                        "-jar",
                        program.jar().toString()));
        var builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("PORT", "0");
        builder.redirectErrorStream(true);
        builder.redirectOutput(root.resolve("start.log").toFile());
        return builder.start().waitFor();
    }
}
