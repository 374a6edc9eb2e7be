package io.dermflow.vision.model;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.store.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The bucket `models`, which all workers share: its `models.json` says what was promoted, and is
/// only ever replaced by compare-and-set. Thread-safe.
///
/// @param prefix in front of every key; empty or ending with `/`
public record BucketSource(ObjectStore store, String prefix) implements ModelSource {

    /// Models belong to nobody in particular.
    private static final UserId SUITE = new UserId(new UUID(0, 0));

    private static final String OCTETS = "application/octet-stream";

    /// @param document as read; empty if there is none
    /// @param version to be named when it is replaced
    record Read(Optional<ManifestDocument> document, Optional<String> version) {}

    @Override
    public Optional<byte[]> manifest() {
        try (StoredObject object = stored(ManifestDocument.NAME).orElse(null)) {
            return object == null ? Optional.empty() : Optional.of(object.content().readAllBytes());
        } catch (IOException e) {
            throw new DependencyUnavailable("object_store", e.toString(), e);
        }
    }

    /// The version is asked for first: if the content is younger, replacing it fails, and nothing
    /// is lost.
    Read read() {
        Optional<String> version = store.version(Bucket.MODELS, SUITE, key(ManifestDocument.NAME));
        return new Read(manifest().map(ManifestDocument::parse), version);
    }

    /// @return false if another was quicker
    boolean replace(ManifestDocument document, Optional<String> version) {
        return store.replace(
                Bucket.MODELS,
                SUITE,
                key(ManifestDocument.NAME),
                document.bytes(),
                "application/json",
                version);
    }

    void put(String path, Path content) {
        store.put(Bucket.MODELS, SUITE, key(path), content, OCTETS);
    }

    @Override
    public Optional<InputStream> open(String path) {
        return stored(path).map(Closing::new);
    }

    private Optional<StoredObject> stored(String path) {
        return store.open(Bucket.MODELS, SUITE, key(path));
    }

    @Override
    public List<Listed> besides() {
        List<Listed> files = new ArrayList<>();
        store.list(
                Bucket.MODELS,
                prefix,
                entry -> {
                    String path = entry.key().substring(prefix.length());
                    if (path.indexOf('/') < 0) {
                        files.add(new Listed(path, entry.modified() + "/" + entry.bytes()));
                    }
                });
        return files;
    }

    @Override
    public String place() {
        return "bucket models" + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    private String key(String path) {
        return prefix + path;
    }

    /// Closes the object with its content.
    private static final class Closing extends FilterInputStream {
        private final StoredObject object;

        Closing(StoredObject object) {
            super(object.content());
            this.object = object;
        }

        @Override
        public void close() throws IOException {
            object.close();
        }
    }
}
