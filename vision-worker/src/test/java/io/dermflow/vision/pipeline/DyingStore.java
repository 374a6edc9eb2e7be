package io.dermflow.vision.pipeline;

import io.dermflow.events.UserId;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.StoreAround;
import java.util.concurrent.atomic.AtomicBoolean;

/// A store in front of which the first try of a job dies: when it stores a certain drawing.
final class DyingStore extends StoreAround {

    private final AtomicBoolean died = new AtomicBoolean();

    private final String drawing;

    /// @param drawing by its name
    DyingStore(ObjectStore store, String drawing) {
        super(store);
        this.drawing = drawing;
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, byte[] content, String mediaType) {
        if (key.endsWith("/" + drawing) && died.compareAndSet(false, true)) {
            throw new IllegalStateException("scripted death");
        }
        super.put(bucket, owner, key, content, mediaType);
    }
}
