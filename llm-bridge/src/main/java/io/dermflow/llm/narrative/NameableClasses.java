package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.KnownLimit;
import java.util.List;

/// Which of a classifier's classes the text of a report may name: those with half of the shares or
/// more, and none of a classifier whose own entry in the manifest warns of it. Its shares stand in
/// the result beside that warning; a sentence would lend them a weight that they have not.
///
/// @param believed whether the classifier came without a warning
record NameableClasses(boolean believed) {

    private static final double SHARE_TO_BE_NAMED = 0.5;

    static NameableClasses of(Analysis analysis) {
        String warning = KnownLimit.WEAK_CLASSIFIER.wireName();
        return new NameableClasses(
                analysis.degradations().stream().noneMatch(one -> one.code().equals(warning)));
    }

    /// Most probable first.
    List<Finding.ClassProbability> in(Finding finding) {
        return believed
                ? finding.classes().stream()
                        .filter(one -> one.probability() >= SHARE_TO_BE_NAMED)
                        .toList()
                : List.of();
    }
}
