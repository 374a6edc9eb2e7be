package io.dermflow.stack.cache;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.ProcessLock;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The services' jars taken apart: the classes in a plain jar, their libraries as files beside it.
/// Nothing else is started, because Spring Boot's loader of jars within a jar can stop a service
/// for good: a virtual thread that loads a class keeps its carrier while it waits for a monitor of
/// that loader, and the owner may be one that waits for a carrier ([spring-boot
/// 51463](https://github.com/spring-projects/spring-boot/issues/51463)). Java's own loader, which
/// reads what is taken apart, has no such monitor, and starts faster.
///
/// A folder per jar's content, so another build's is never met. Thread-safe; several processes may
/// work on the same checkout, at one service one after the other: a lock lies beside its folder.
///
/// Failure semantics: a folder becomes visible when it is whole; what a killed process left behind
/// is removed by the next that takes a build of this service apart. Nobody is waited for without
/// end.
final class TakenApart {

    private static final String UNFINISHED = "unfinished";
    private static final int NAME_DIGITS = 16;

    /// The present build's and the one before, which a stack that still runs may have open.
    private static final int KEPT = 2;

    private static final List<String> TAKE_APART =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-Djarmode=tools");

    /// A second or two of computing, on a machine that has much else to do.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path root;
    private final Duration patience;

    TakenApart(Checkout checkout) {
        this(checkout.scratch().resolve("start-caches"));
    }

    TakenApart(Path root) {
        this(root, PATIENCE);
    }

    /// @param patience for another process's work, and for the own
    TakenApart(Path root, Duration patience) {
        this.root = root.toAbsolutePath();
        this.patience = patience;
    }

    /// What to start of this jar; takes it apart if that was not done yet, which is a second or two
    /// of computing.
    ///
    /// @param jar of that service, as it was built
    /// @throws IOException if it can't be taken apart, with what was said about it, or another
    ///   process has been at it for too long
    synchronized Path of(Part service, Path jar) throws IOException, InterruptedException {
        Path folder = folder(service, jar);
        if (!Files.isDirectory(folder)) {
            Path builds = Files.createDirectories(FileTree.parentOf(folder));
            try (var _ = lock(builds)) {
                if (!Files.isDirectory(folder)) {
                    makeWhole(jar, folder);
                    removeOutOfUse(folder);
                }
            }
        }
        return folder.resolve(String.valueOf(jar.getFileName()));
    }

    /// Where this jar's parts belong, whether they are there or not.
    Path folder(Part service, Path jar) throws IOException {
        return root.resolve(service.module()).resolve(content(jar));
    }

    Path root() {
        return root;
    }

    private ProcessLock lock(Path builds) throws IOException, InterruptedException {
        Path file = builds.resolveSibling(builds.getFileName() + ".lock");
        return Poll.found(patience, () -> ProcessLock.take(file))
                .orElseThrow(() ->
                        new IOException(
                                ("%s has been held by another process for %s:"
                                                + " stop that (lslocks names it)"
                                                + " and start again")
                                        .formatted(file, patience)));
    }

    private void makeWhole(Path jar, Path folder) throws IOException, InterruptedException {
        Path unfinished = Files.createTempDirectory(FileTree.parentOf(folder), UNFINISHED);
        try {
            takeApart(jar, unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(unfinished);
        }
    }

    private void takeApart(Path jar, Path folder) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
        command.addAll(TAKE_APART);
        command.addAll(List.of("-jar", jar.toString(), "extract", "--force", "--destination"));
        command.add(folder.toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience)) {
                throw new IOException(jar + " could not be taken apart within " + patience);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    jar
                            + " can't be taken apart: "
                            + new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip());
        }
        Files.delete(said);
    }

    private static void removeOutOfUse(Path folder) throws IOException {
        List<Path> others;
        try (Stream<Path> folders = Files.list(FileTree.parentOf(folder))) {
            others = folders.filter(one -> !one.equals(folder)).toList();
        }
        // Under the lock nobody is at work on what is unfinished.
        Stream<Path> unfinished = others.stream().filter(TakenApart::isUnfinished);
        Stream<Path> older =
                others.stream()
                        .filter(one -> !isUnfinished(one))
                        .sorted(Comparator.comparing(TakenApart::time).reversed())
                        .skip(KEPT - 1);
        for (Path old : Stream.concat(unfinished, older).toList()) {
            FileTree.delete(old);
        }
    }

    private static boolean isUnfinished(Path folder) {
        return folder.getFileName().toString().startsWith(UNFINISHED);
    }

    private static long time(Path folder) {
        return folder.toFile().lastModified();
    }

    /// Times of jars say nothing here: the build sets them all alike. The directory of a jar holds
    /// size and checksum of each member and is read in milliseconds.
    private static String content(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            zip.stream().forEach(entry -> add(entry, digest));
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void add(ZipEntry entry, MessageDigest digest) {
        digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
        digest.update(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(entry.getSize())
                        .putLong(entry.getCrc())
                        .array());
    }
}
