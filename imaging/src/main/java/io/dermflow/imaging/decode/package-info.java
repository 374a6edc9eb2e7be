/// Bytes to upright pixels. Start with [io.dermflow.imaging.decode.ImageDecoder]; colours become
/// sRGB in [io.dermflow.imaging.decode.SrgbConversion].
@NullMarked
package io.dermflow.imaging.decode;

import org.jspecify.annotations.NullMarked;
