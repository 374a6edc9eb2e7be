package io.dermflow.report.artifact;

import io.dermflow.events.TaskId;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.report.access.Downloads;
import io.dermflow.report.result.Artifacts;
import io.dermflow.report.result.StoredArtifact;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Passes an artifact from the store to a response, without holding it.
@Component
class StreamArtifact {

    /// What a browser may show; anything else is a download.
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/webp");

    private final Artifacts artifacts;
    private final ObjectStore store;
    private final Downloads downloads;

    StreamArtifact(Artifacts artifacts, ObjectStore store, Downloads downloads) {
        this.artifacts = artifacts;
        this.store = store;
        this.downloads = downloads;
    }

    /// @param cacheSeconds how long the receiver may keep it
    void stream(TaskId task, String name, long cacheSeconds, HttpServletResponse response)
            throws IOException {
        StoredArtifact artifact =
                artifacts.find(task, name).orElseThrow(() -> ApiProblem.notFound("artifact"));
        var opened = store.open(Bucket.PROCESSED_ARTIFACTS, artifact.owner(), artifact.objectKey());
        try (var object = opened.orElseThrow(() -> ApiProblem.notFound("artifact"))) {
            downloads.count("artifact");
            boolean shown = SHOWN.contains(artifact.mediaType());
            response.setContentType(shown ? artifact.mediaType() : "application/octet-stream");
            response.setContentLengthLong(object.bytes());
            response.setHeader("Content-Disposition", shown ? "inline" : "attachment");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
            response.setHeader("Cache-Control", "private, max-age=" + cacheSeconds);
            object.content().transferTo(response.getOutputStream());
        }
    }
}
