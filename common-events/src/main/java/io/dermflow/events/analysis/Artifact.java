package io.dermflow.events.analysis;

/// A derived picture in the bucket `processed-artifacts`.
///
/// @param name unique in its capture, for instance `overlay-image.png`
/// @param type `overlay`, `heatmap` or `mask`
public record Artifact(
        String name, String type, String mediaType, String objectKey, String sha256, long bytes) {}
