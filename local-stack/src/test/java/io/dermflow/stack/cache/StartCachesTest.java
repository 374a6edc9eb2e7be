package io.dermflow.stack.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCachesTest {

    @TempDir Path directory;

    private TakenApart parts;
    private StartCaches caches;
    private Path jar;

    @BeforeEach
    void builtJar() throws IOException {
        parts = new TakenApart(directory.resolve("caches"));
        caches = new StartCaches(parts);
        jar = build("one");
    }

    @Test
    void aServiceWithoutACacheStartsFromTheJarTakenApart() throws Exception {
        Path folder = takenApart();

        assertThat(caches.program(Part.GATEWAY, jar))
                .isEqualTo(Program.plain(folder.resolve("gateway-service-0.1.0-exec.jar")));
    }

    @Test
    void aServiceWithACacheStartsFromTheJarTakenApartWithIt() throws Exception {
        Path folder = takenApart();
        Path cache = Files.createFile(folder.resolve("app.aot"));

        Program program = caches.program(Part.GATEWAY, jar);

        assertThat(program.jar()).isEqualTo(folder.resolve("gateway-service-0.1.0-exec.jar"));
        assertThat(program.options()).containsExactly("-XX:AOTCache=" + cache);
        assertThat(program.jar().toString()).contains("gateway-service");
    }

    @Test
    void aCacheThatIsNotWholeIsNotUsed() throws Exception {
        Files.createFile(takenApart().resolve("unfinished"));

        assertThat(caches.program(Part.GATEWAY, jar).options()).isEmpty();
    }

    @Test
    void aCacheOfAnotherBuildIsNotUsedThoughNameTimeAndSizeOfTheJarAreTheSame() throws Exception {
        Files.createFile(takenApart().resolve("app.aot"));
        long size = Files.size(jar);

        Path rebuilt = build("two");
        takenApart();

        assertThat(rebuilt).isEqualTo(jar).hasSize(size);
        assertThat(caches.program(Part.GATEWAY, rebuilt).options()).isEmpty();
    }

    private Path takenApart() throws IOException {
        return Files.createDirectories(parts.folder(Part.GATEWAY, jar));
    }

    /// As the build does it: every time the same.
    private Path build(String content) throws IOException {
        Path path = directory.resolve("gateway-service-0.1.0-exec.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            var entry = new ZipEntry("A.class");
            entry.setLastModifiedTime(FileTime.from(Instant.EPOCH));
            zip.putNextEntry(entry);
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
        return path;
    }
}
