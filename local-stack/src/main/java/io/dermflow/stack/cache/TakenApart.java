package io.dermflow.stack.cache;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.JavaCommand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
/// work on the same checkout.
///
/// Failure semantics: a folder becomes visible when it is whole; what a killed process left behind
/// is removed with the builds that are out of use.
final class TakenApart {

    private static final String UNFINISHED = "unfinished";
    private static final int NAME_DIGITS = 16;

    /// The present build's and the one before, which a stack that still runs may have open.
    private static final int KEPT = 2;

    private static final List<String> TAKE_APART =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "-Djarmode=tools");

    private final Path root;

    TakenApart(Checkout checkout) {
        this(checkout.scratch().resolve("start-caches"));
    }

    TakenApart(Path root) {
        this.root = root.toAbsolutePath();
    }

    /// What to start of this jar; takes it apart if that was not done yet, which is a second or two
    /// of computing.
    ///
    /// @param jar of that service, as it was built
    /// @throws IOException if it can't be taken apart, with what was said about it
    synchronized Path of(Part service, Path jar) throws IOException, InterruptedException {
        Path folder = folder(service, jar);
        if (!Files.isDirectory(folder)) {
            Path parent = Files.createDirectories(FileTree.parentOf(folder));
            Path unfinished = Files.createTempDirectory(parent, UNFINISHED);
            try {
                takeApart(jar, unfinished);
                publish(unfinished, folder);
            } finally {
                FileTree.delete(unfinished);
            }
            removeOlder(folder);
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

    private static void takeApart(Path jar, Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
        command.addAll(TAKE_APART);
        command.addAll(List.of("-jar", jar.toString(), "extract", "--force", "--destination"));
        command.add(folder.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(jar + " can't be taken apart: " + said);
        }
    }

    /// Another process may have been first.
    private static void publish(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void removeOlder(Path folder) throws IOException {
        List<Path> others;
        try (Stream<Path> folders = Files.list(FileTree.parentOf(folder))) {
            others =
                    folders.filter(one -> !one.equals(folder))
                            .sorted(Comparator.comparing(TakenApart::time).reversed())
                            .toList();
        }
        for (Path old : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
            FileTree.delete(old);
        }
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
