package io.dermflow.vision.pipeline;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.lesion.LesionMask;
import java.util.Optional;

/// One detection in one picture, in pixels of its working size.
///
/// @param score 0..1
/// @param mask absent when the model has none, or none inside the box
record Lesion(Picture picture, String label, double score, Box box, Optional<LesionMask> mask) {}
