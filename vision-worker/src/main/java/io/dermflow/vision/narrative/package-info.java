/// The narrative stage: findings in, the outcome with its report out. Start with
/// [io.dermflow.vision.narrative.WriteNarrative].
@NullMarked
package io.dermflow.vision.narrative;

import org.jspecify.annotations.NullMarked;
