/// Tells the suite what this worker has to offer, for the capacity figures. Start with
/// [io.dermflow.vision.standing.ShowStanding].
@NullMarked
package io.dermflow.vision.standing;

import org.jspecify.annotations.NullMarked;
