package io.dermflow.report.artifact;

import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.report.result.Artifacts;
import io.dermflow.report.result.StoredArtifact;
import java.util.List;
import org.springframework.stereotype.Component;

/// Takes the artifacts of erased captures and withdrawn consents out of the store. The object goes
/// first, then its row, so that a crash between leaves nothing behind but a repeat.
@Component
public class RemoveDoomedArtifacts {

    private static final int BATCH = 500;

    private final Artifacts artifacts;
    private final ObjectStore store;

    RemoveDoomedArtifacts(Artifacts artifacts, ObjectStore store) {
        this.artifacts = artifacts;
        this.store = store;
    }

    /// Removes all there are. Idempotent.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if the store is away; the rest stays
    ///   doomed
    public int remove() {
        int removed = 0;
        List<StoredArtifact> batch = artifacts.doomed(BATCH);
        while (!batch.isEmpty()) {
            for (StoredArtifact artifact : batch) {
                store.delete(Bucket.PROCESSED_ARTIFACTS, artifact.owner(), artifact.objectKey());
                artifacts.gone(artifact);
            }
            removed += batch.size();
            batch = artifacts.doomed(BATCH);
        }
        return removed;
    }
}
