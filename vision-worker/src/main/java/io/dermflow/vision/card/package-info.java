/// `./dermflow card`: the reference card for the printer. Start with
/// [io.dermflow.vision.card.WriteCard].
@NullMarked
package io.dermflow.vision.card;

import org.jspecify.annotations.NullMarked;
