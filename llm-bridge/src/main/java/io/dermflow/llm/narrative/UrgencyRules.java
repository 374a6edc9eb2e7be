package io.dermflow.llm.narrative;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.narrative.Narrative.Urgency;

/// How soon a clinician should look, by fixed rules on measured figures. A model may say sooner,
/// never later. The marks are the A, C and D of the ABCD rule (Stolz 1994): asymmetric in two axes,
/// three or more colours, more than 6 mm across; two of them together mean `soon`. So does a
/// finding that is [Finding#likeMalignant].
final class UrgencyRules {

    private static final double LARGE_MM = 6;
    private static final int MANY_COLOURS = 3;
    private static final int MARKS_FOR_SOON = 2;

    private UrgencyRules() {}

    static Urgency of(Analysis analysis) {
        if (analysis.findings().isEmpty()) {
            return Urgency.NONE;
        }
        return analysis.findings().stream().anyMatch(UrgencyRules::standsOut)
                ? Urgency.SOON
                : Urgency.ROUTINE;
    }

    static Urgency higher(Urgency one, Urgency other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    static boolean standsOut(Finding finding) {
        return manyMarks(finding) || finding.likeMalignant();
    }

    static boolean manyMarks(Finding finding) {
        return marks(finding) >= MARKS_FOR_SOON;
    }

    private static int marks(Finding finding) {
        int marks = 0;
        var abcd = finding.abcd();
        if (abcd != null) {
            marks += abcd.asymmetry() == 2 ? 1 : 0;
            marks += abcd.colours().size() >= MANY_COLOURS ? 1 : 0;
        }
        var size = finding.sizeMm();
        return size != null && size.value() > LARGE_MM ? marks + 1 : marks;
    }
}
