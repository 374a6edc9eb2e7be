package io.dermflow.vision;

import io.dermflow.events.UserId;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.store.StoredObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// An object store that does what another one does, unless a test says otherwise.
public class StoreAround implements ObjectStore {

    private final ObjectStore store;

    public StoreAround(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, Path content, String mediaType) {
        store.put(bucket, owner, key, content, mediaType);
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, byte[] content, String mediaType) {
        store.put(bucket, owner, key, content, mediaType);
    }

    @Override
    public Optional<StoredObject> open(Bucket bucket, UserId owner, String key) {
        return store.open(bucket, owner, key);
    }

    @Override
    public Optional<String> version(Bucket bucket, UserId owner, String key) {
        return store.version(bucket, owner, key);
    }

    @Override
    public boolean replace(
            Bucket bucket,
            UserId owner,
            String key,
            byte[] content,
            String mediaType,
            Optional<String> expected) {
        return store.replace(bucket, owner, key, content, mediaType, expected);
    }

    @Override
    public void delete(Bucket bucket, UserId owner, String key) {
        store.delete(bucket, owner, key);
    }

    @Override
    public void list(Bucket bucket, String prefix, Consumer<Entry> visitor) {
        store.list(bucket, prefix, visitor);
    }

    @Override
    public void ping() {
        store.ping();
    }
}
