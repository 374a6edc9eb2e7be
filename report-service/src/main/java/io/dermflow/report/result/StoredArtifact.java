package io.dermflow.report.result;

import io.dermflow.events.UserId;
import java.util.UUID;

/// Where a derived picture lies in the bucket `processed-artifacts`.
public record StoredArtifact(
        UUID taskId, UserId owner, String name, String mediaType, String objectKey) {}
