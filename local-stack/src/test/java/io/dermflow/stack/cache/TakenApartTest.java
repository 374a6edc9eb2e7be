package io.dermflow.stack.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real jar of a service.
@Tag("endtoend")
class TakenApartTest {

    @TempDir Path root;

    private final Path jar = Checkout.here().jar(Part.GATEWAY).orElseThrow();

    @Test
    void nothingOfWhatIsStartedLiesInAJarWithinAJar() throws Exception {
        Path apart = new TakenApart(root).of(Part.GATEWAY, jar);

        try (var file = new JarFile(apart.toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .contains("io/dermflow/gateway/GatewayApplication.class")
                    .noneMatch(name -> name.endsWith(".jar") || name.startsWith("BOOT-INF"));
            assertThat(file.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.dermflow.gateway.GatewayApplication");
        }
        assertThat(apart.resolveSibling("lib")).isNotEmptyDirectory();
    }

    @Test
    void itIsDoneOnceAndTheLatestTwoBuildsAreKept() throws Exception {
        Path builds = Files.createDirectories(root.resolve("gateway-service"));
        for (String name : new String[] {"oldest", "unfinished1234", "before"}) {
            Files.createDirectory(builds.resolve(name));
        }
        setAge(builds.resolve("oldest"), 3);
        setAge(builds.resolve("unfinished1234"), 2);
        setAge(builds.resolve("before"), 1);
        var parts = new TakenApart(root);

        Path apart = parts.of(Part.GATEWAY, jar);

        try (Stream<Path> left = Files.list(builds)) {
            assertThat(left).containsExactlyInAnyOrder(apart.getParent(), builds.resolve("before"));
        }
        Files.delete(apart);
        assertThat(parts.of(Part.GATEWAY, jar)).isEqualTo(apart).doesNotExist();
    }

    private static void setAge(Path folder, int hours) {
        long time = System.currentTimeMillis() - hours * 3_600_000L;
        assertThat(folder.toFile().setLastModified(time)).isTrue();
    }
}
