package io.dermflow.vision.pipeline;

import io.dermflow.events.ImageRef;

/// An image's checked bytes.
///
/// @param bytes their SHA-256 is that of the reference; nobody changes them
record FetchedImage(ImageRef ref, byte[] bytes) {}
