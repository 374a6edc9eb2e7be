/// Takes the camera's noise off a picture: [io.dermflow.imaging.denoise.Denoise].
@NullMarked
package io.dermflow.imaging.denoise;

import org.jspecify.annotations.NullMarked;
