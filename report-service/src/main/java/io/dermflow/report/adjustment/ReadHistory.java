package io.dermflow.report.adjustment;

import io.dermflow.kit.security.Caller;
import io.dermflow.report.access.FindResult;
import io.dermflow.report.label.Labels;
import io.dermflow.report.result.StoredResult;
import org.springframework.stereotype.Component;

/// Everything that was ever said about the measures of a capture.
@Component
class ReadHistory {

    private final FindResult results;
    private final Adjustments adjustments;
    private final Labels labels;

    ReadHistory(FindResult results, Adjustments adjustments, Labels labels) {
        this.results = results;
        this.adjustments = adjustments;
        this.labels = labels;
    }

    HistoryView of(String captureId, Caller caller) {
        StoredResult result = results.find(captureId, caller);
        return HistoryView.of(result, adjustments.of(result.taskId()), labels.of(result.taskId()));
    }
}
