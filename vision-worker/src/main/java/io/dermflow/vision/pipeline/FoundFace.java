package io.dermflow.vision.pipeline;

import io.dermflow.imaging.face.FaceLandmarks;

/// A face in a picture.
///
/// @param landmarks in pixels of the working size
/// @param score of the network, 0..1, that this is a face
/// @param faces how many of about its size are in the picture, itself included
record FoundFace(FaceLandmarks landmarks, double score, int faces) {}
