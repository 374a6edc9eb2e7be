/// What the slow steps of a job have found, kept beside its pictures until its end, so that a
/// worker's death costs the step that ran and not those before it. Start with
/// [io.dermflow.vision.checkpoint.Checkpoint].
@NullMarked
package io.dermflow.vision.checkpoint;

import org.jspecify.annotations.NullMarked;
