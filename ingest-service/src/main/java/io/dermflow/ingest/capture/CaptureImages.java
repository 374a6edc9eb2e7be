package io.dermflow.ingest.capture;

import io.dermflow.events.ImageRef;
import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.ObjectStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Removes images that nobody names any more, and what the vision stage may have left beside them.
/// What can't be removed now is left to the sweeper, which lists the bucket.
@Component
class CaptureImages {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureImages.class);

    private final ObjectStore store;

    CaptureImages(ObjectStore store) {
        this.store = store;
    }

    void discard(UserId owner, List<ImageRef> images) {
        try {
            images.forEach(image -> store.delete(Bucket.RAW_CAPTURES, owner, image.objectKey()));
            images.stream()
                    .map(image -> CheckpointKey.beside(image.objectKey()))
                    .distinct()
                    .forEach(key -> store.delete(Bucket.RAW_CAPTURES, owner, key));
        } catch (DependencyUnavailable away) {
            LOG.warn(
                    "objects left to the sweeper count={} error={}",
                    images.size(),
                    away.toString());
        }
    }
}
