/// Is the picture good enough to measure. Start with [io.dermflow.imaging.quality.QualityGate].
@NullMarked
package io.dermflow.imaging.quality;

import org.jspecify.annotations.NullMarked;
