/// The picture with the findings drawn on it, and their masks. Start with
/// [io.dermflow.imaging.overlay.Overlay].
@NullMarked
package io.dermflow.imaging.overlay;

import org.jspecify.annotations.NullMarked;
