package io.dermflow.vision.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Gets the file that a manifest entry means, wherever it lies: the digest decides, not the place.
/// A file of the folder is used where it is; others are fetched once into the cache, under their
/// digest.
final class ModelShelf {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Path cache;
    private final List<ModelSource> remote;

    /// @param remote asked in this order for what the folder lacks
    ModelShelf(Path folder, Path cache, List<ModelSource> remote) {
        this.folder = folder;
        this.cache = cache;
        this.remote = List.copyOf(remote);
    }

    /// @return a local file with the entry's digest, TorchScript by its looks
    /// @throws ModelRefused if no place has such a file
    /// @throws io.dermflow.kit.http.DependencyUnavailable if a place that may have it is away
    Path file(ModelEntry entry) {
        if (!SHA256.matcher(entry.sha256()).matches()) {
            throw new ModelRefused(
                    ModelFile.label(entry) + ": sha256 '" + entry.sha256() + "' is none");
        }
        Path local = ModelFile.inside(folder, entry.file());
        if (Files.isRegularFile(local) && (remote.isEmpty() || ModelFile.is(local, entry))) {
            return ModelFile.checked(folder, entry);
        }
        Path cached = cache.resolve(entry.sha256() + ".pt");
        if (Files.isRegularFile(cached) || fetched(entry, cached)) {
            ModelFile.requireTorchScript(cached, ModelFile.label(entry));
            return cached;
        }
        return ModelFile.checked(folder, entry);
    }

    private boolean fetched(ModelEntry entry, Path target) {
        for (ModelSource source : remote) {
            try (InputStream in = source.open(entry.file()).orElse(null)) {
                if (in != null && fetch(entry, in, target)) {
                    return true;
                }
            } catch (IOException e) {
                throw new ModelRefused(
                        "%s: can't be fetched from %s: %s"
                                .formatted(ModelFile.label(entry), source.place(), e.getMessage()),
                        e);
            }
        }
        return false;
    }

    private boolean fetch(ModelEntry entry, InputStream in, Path target) throws IOException {
        Files.createDirectories(cache);
        Path part = Files.createTempFile(cache, "fetch", ".part");
        try {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            String found = ModelFile.sha256(part);
            if (!found.equals(entry.sha256())) {
                throw ModelFile.otherDigest(entry, found);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// A copy of a file that no manifest names, to be looked at; the caller deletes it.
    Optional<Path> copy(ModelSource source, String path) throws IOException {
        try (InputStream in = source.open(path).orElse(null)) {
            if (in == null) {
                return Optional.empty();
            }
            Files.createDirectories(cache);
            Path part = Files.createTempFile(cache, "offer", ".part");
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(part);
        }
    }
}
