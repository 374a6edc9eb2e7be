/// The loop that turns outcomes into ends and announces each once. Start with
/// [io.dermflow.report.outcome.OutcomeLoop], then [io.dermflow.report.outcome.DecideEnds].
@NullMarked
package io.dermflow.report.outcome;

import org.jspecify.annotations.NullMarked;
