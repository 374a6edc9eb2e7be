package io.dermflow.vision.pipeline;

import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Box;

/// A face in a picture.
///
/// @param landmarks in pixels of the working size
/// @param score of the network, 0..1, that this is a face
/// @param faces how many of about its size are in the picture, itself included
record FoundFace(FaceLandmarks landmarks, double score, int faces) {

    /// Whether a box holds both eyes, as that of no mark on the skin does: what was detected in it
    /// is the face.
    boolean fills(Box box) {
        return new Eyes(landmarks.leftEye(), landmarks.rightEye()).within(box);
    }
}
