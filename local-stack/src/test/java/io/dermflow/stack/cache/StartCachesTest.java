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

    private StartCaches caches;
    private Path jar;

    @BeforeEach
    void builtJar() throws IOException {
        caches = new StartCaches(directory.resolve("caches"));
        jar = build("one");
    }

    @Test
    void aServiceWithoutACacheStartsFromItsJar() {
        assertThat(caches.program(Part.GATEWAY, jar)).isEqualTo(Program.plain(jar));
    }

    @Test
    void aServiceWithACacheStartsFromTheJarTakenApart() throws IOException {
        Path folder = caches.folder(Part.GATEWAY, jar);
        Files.createDirectories(folder);
        Path cache = Files.createFile(folder.resolve("app.aot"));

        Program program = caches.program(Part.GATEWAY, jar);

        assertThat(program.jar()).isEqualTo(folder.resolve("gateway-service-0.1.0-exec.jar"));
        assertThat(program.options()).containsExactly("-XX:AOTCache=" + cache);
        assertThat(program.jar().toString()).contains("gateway-service");
    }

    @Test
    void aCacheThatIsNotWholeIsNotUsed() throws IOException {
        Path folder = caches.folder(Part.GATEWAY, jar);
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("unfinished"));
        Files.createFile(folder.resolve("gateway-service-0.1.0-exec.jar"));

        assertThat(caches.program(Part.GATEWAY, jar)).isEqualTo(Program.plain(jar));
    }

    @Test
    void aCacheOfAnotherBuildIsNotUsedThoughNameTimeAndSizeOfTheJarAreTheSame() throws IOException {
        Path folder = caches.folder(Part.GATEWAY, jar);
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("app.aot"));
        long size = Files.size(jar);

        Path rebuilt = build("two");

        assertThat(rebuilt).isEqualTo(jar).hasSize(size);
        assertThat(caches.program(Part.GATEWAY, rebuilt)).isEqualTo(Program.plain(rebuilt));
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
