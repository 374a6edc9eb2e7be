/// Takes the colour of the light out of a picture. Start with
/// [io.dermflow.imaging.calibration.Calibrate].
@NullMarked
package io.dermflow.imaging.calibration;

import org.jspecify.annotations.NullMarked;
