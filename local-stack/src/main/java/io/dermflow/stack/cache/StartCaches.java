package io.dermflow.stack.cache;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Which form of a service starts fastest: its jar taken apart with a cache beside it, where one
/// was made of just this jar; else the jar as it was built. A folder per jar's content, so a cache
/// of an older build is never met; what doesn't fit the running Java, Java itself leaves aside with
/// one line in the service's log.
public final class StartCaches {

    static final String CACHE = "app.aot";
    private static final int NAME_DIGITS = 16;

    private final Path root;

    public StartCaches(Checkout checkout) {
        this(checkout.scratch().resolve("start-caches"));
    }

    StartCaches(Path root) {
        this.root = root.toAbsolutePath();
    }

    /// @param jar of that service, as it was built
    public Program program(Part service, Path jar) {
        Path folder = folder(service, jar);
        Path apart = folder.resolve(fileName(jar));
        Path cache = folder.resolve(CACHE);
        // The cache comes last into its folder, so where it is, all is.
        return Files.exists(cache)
                ? new Program(apart, List.of("-XX:AOTCache=" + cache))
                : Program.plain(jar);
    }

    /// Where the cache of this jar belongs, whether it is there or not.
    Path folder(Part service, Path jar) {
        return root.resolve(service.module()).resolve(content(jar));
    }

    Path root() {
        return root;
    }

    static String fileName(Path jar) {
        return String.valueOf(jar.getFileName());
    }

    /// Times of jars say nothing here: the build sets them all alike. The directory of a jar holds
    /// size and checksum of each member and is read in milliseconds.
    private static String content(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            zip.stream().forEach(entry -> add(entry, digest));
            return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
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
