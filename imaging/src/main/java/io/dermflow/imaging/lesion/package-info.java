/// From a model's mask to outline, area, ellipse and the ABCD figures. Start with
/// [io.dermflow.imaging.lesion.LesionMask].
@NullMarked
package io.dermflow.imaging.lesion;

import org.jspecify.annotations.NullMarked;
