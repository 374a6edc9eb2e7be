package io.dermflow.llm.narrative;

import io.dermflow.llm.endpoint.ChatFailed;

/// The model gave nothing that may be shown. Checked, because the template takes over.
final class NoUsableReport extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int attempts;

    /// @param attempts how often the model was asked
    NoUsableReport(ChatFailed failed, int attempts) {
        super(failed.getMessage(), failed);
        this.code = failed.code();
        this.attempts = attempts;
    }

    /// Stable word for reports and metrics.
    String code() {
        return code;
    }

    int attempts() {
        return attempts;
    }
}
