/// Where plain skin is and what colour it has. Start with
/// [io.dermflow.imaging.skin.SkinToneMeasurement].
@NullMarked
package io.dermflow.imaging.skin;

import org.jspecify.annotations.NullMarked;
