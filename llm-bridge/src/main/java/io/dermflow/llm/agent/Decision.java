package io.dermflow.llm.agent;

import org.jspecify.annotations.Nullable;

/// Which agent answers, and who decided that.
///
/// @param byModel whether a model classified the message
/// @param flag the red flag that made it a safety answer; null for none
record Decision(Route route, boolean byModel, RedFlags.@Nullable Flag flag) {

    /// `metadata.classification_confidence`.
    String confidence() {
        return byModel ? "llm_based" : "rule_based";
    }
}
