package io.dermflow.vision.model;

import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where manifests, model files and cards lie: the folder or what `MODEL_MANIFEST_URL` names, and
/// the bucket's manifest laid over it. Thread-safe.
final class ModelPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(ModelPlaces.class);

    private final FolderSource folder;
    private final ModelSource shipped;
    private final @Nullable BucketSource bucket;
    private final List<ModelSource> remote;
    private final ModelShelf shelf;
    private final Path directory;

    /// @param bucket laid over the shipped manifest; null without a store
    ModelPlaces(ModelProperties properties, @Nullable BucketSource bucket) {
        this.directory = properties.directory();
        this.bucket = bucket;
        this.folder = new FolderSource(directory);
        this.shipped = properties.manifestAt().map(this::source).orElse(folder);
        List<ModelSource> away = new ArrayList<>();
        if (shipped != folder) {
            away.add(shipped);
        }
        if (bucket != null) {
            away.add(bucket);
        }
        this.remote = List.copyOf(away);
        this.shelf =
                new ModelShelf(directory, properties.cacheDirectory().resolve("models"), remote);
    }

    private ModelSource source(URI address) {
        return switch (String.valueOf(address.getScheme())) {
            case "file" -> new FolderSource(Objects.requireNonNull(Path.of(address).getParent()));
            case "s3" -> new BucketSource(store(address), prefix(address));
            default -> new UrlSource(address);
        };
    }

    private ObjectStore store(URI address) {
        if (bucket == null) {
            throw new ModelRefused(address + " needs an object store");
        }
        return bucket.store();
    }

    /// `s3://models/a/b/models.json` -> `a/b/`.
    private static String prefix(URI address) {
        String path = String.valueOf(address.getPath());
        return path.substring(1, path.lastIndexOf('/') + 1);
    }

    ModelShelf shelf() {
        return shelf;
    }

    Optional<BucketSource> bucket() {
        return Optional.ofNullable(bucket);
    }

    /// Where files may lie that no manifest names.
    List<ModelSource> watched() {
        List<ModelSource> all = new ArrayList<>(remote);
        all.add(folder);
        return all;
    }

    /// As it is now.
    ///
    /// @throws ModelRefused if there is none
    ManifestDocument manifest() {
        return merged(bucket().flatMap(BucketSource::manifest).map(ManifestDocument::parse));
    }

    /// The bucket's manifest laid over the shipped one.
    ManifestDocument merged(Optional<ManifestDocument> chosen) {
        Optional<ManifestDocument> base = shipped.manifest().map(ManifestDocument::parse);
        if (chosen.isEmpty() && base.isEmpty()) {
            throw new ModelRefused("models.json is missing in " + shipped.place());
        }
        ManifestDocument below = base.orElseGet(ManifestDocument::empty);
        return chosen.map(above -> above.over(below)).orElse(below);
    }

    /// Changes when a file of the manifest was replaced in the folder: it deserves another try
    /// then, and so does an edited manifest.
    String stamp(Manifest manifest) {
        StringBuilder all = new StringBuilder();
        for (ModelEntry entry : manifest.models()) {
            Path file = directory.resolve(entry.file());
            try {
                all.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
            } catch (IOException elsewhere) {
                all.append("elsewhere");
            }
            all.append(' ');
        }
        return all.toString();
    }

    /// The text of a model's card, if it has one.
    Optional<String> card(ModelEntry entry) {
        String card = entry.card();
        if (card == null) {
            return Optional.empty();
        }
        for (ModelSource source : bucket == null ? List.of(shipped) : List.of(shipped, bucket)) {
            try (InputStream in = source.open(card).orElse(null)) {
                if (in != null) {
                    return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException | DependencyUnavailable e) {
                LOG.warn("model card unreadable model={} error={}", entry.name(), e.toString());
            }
        }
        return Optional.empty();
    }

    /// A local file of what is offered, put into the bucket for all workers.
    void share(Offer offer, String path) throws IOException {
        for (ModelSource source : watched()) {
            if (source.place().equals(offer.place())) {
                Path copy = shelf.copy(source, offer.file()).orElse(null);
                if (copy != null) {
                    try {
                        Objects.requireNonNull(bucket).put(path, copy);
                        return;
                    } finally {
                        Files.deleteIfExists(copy);
                    }
                }
            }
        }
        throw new ModelRefused(offer.file() + " is gone");
    }
}
