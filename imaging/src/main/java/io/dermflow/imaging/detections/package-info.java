/// What comes out of people's networks, read: which layout a file's tensors have, and what they
/// say. Pure computation on float arrays. Start with
/// [io.dermflow.imaging.detections.OutputContract]; how an unnamed layout is recognised stands in
/// [io.dermflow.imaging.detections.ContractFinder].
@NullMarked
package io.dermflow.imaging.detections;

import org.jspecify.annotations.NullMarked;
