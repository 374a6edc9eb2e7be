/// Says whether a JPEG in our canonical form is whole, before a native decoder sees it. Start with
/// [io.dermflow.imaging.entropy.JpegEntropyCheck]. Pure Java; no pixel is computed.
@NullMarked
package io.dermflow.imaging.entropy;

import org.jspecify.annotations.NullMarked;
