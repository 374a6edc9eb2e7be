/// Limits of a job from one place: start with [io.dermflow.kit.job.JobProperties].
@NullMarked
package io.dermflow.kit.job;

import org.jspecify.annotations.NullMarked;
