/// How often one may knock at the auth doors: start with
/// [io.dermflow.ingest.attempt.AttemptLimits].
@NullMarked
package io.dermflow.ingest.attempt;

import org.jspecify.annotations.NullMarked;
