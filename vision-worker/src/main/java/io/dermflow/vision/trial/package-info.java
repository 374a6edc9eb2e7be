/// `./dermflow model try`: a researcher's own network, looked at without a stack. Start with
/// [io.dermflow.vision.trial.TryModel].
@NullMarked
package io.dermflow.vision.trial;

import org.jspecify.annotations.NullMarked;
