/// Features of the skin's surface: redness, spots, wrinkles, pores, texture, oiliness. Start with
/// [io.dermflow.imaging.features.MeasureFeatures].
@NullMarked
package io.dermflow.imaging.features;

import org.jspecify.annotations.NullMarked;
