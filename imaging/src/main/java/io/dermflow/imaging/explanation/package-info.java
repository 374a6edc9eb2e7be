/// What a network's answer rests on, found without looking inside the network. Start with
/// [io.dermflow.imaging.explanation.Occlusion].
@NullMarked
package io.dermflow.imaging.explanation;

import org.jspecify.annotations.NullMarked;
