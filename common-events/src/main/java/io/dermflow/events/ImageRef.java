package io.dermflow.events;

/// One canonical image in the object store. Bytes never travel in messages: this does.
///
/// @param kind which picture of the capture: `image`, `front`, `side`, `portrait` or `ref`
/// @param objectKey key in the bucket `raw-captures`
/// @param sha256 lower-case hex over the canonical bytes
/// @param width as stored, before orientation is applied, in pixels
/// @param height as stored, before orientation is applied, in pixels
/// @param orientation EXIF orientation 1..8, to be applied once, at decode
public record ImageRef(
        String kind,
        String objectKey,
        String sha256,
        String mediaType,
        long bytes,
        int width,
        int height,
        int orientation,
        ColourSpace colourSpace) {}
