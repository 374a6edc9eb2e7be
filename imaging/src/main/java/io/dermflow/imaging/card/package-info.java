/// The reference card in a picture: where it lies, and what a pixel is in millimetres. Start with
/// [io.dermflow.imaging.card.FindCard].
@NullMarked
package io.dermflow.imaging.card;

import org.jspecify.annotations.NullMarked;
