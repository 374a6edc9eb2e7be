package io.dermflow.vision.pipeline;

import io.dermflow.events.Reason;

/// A job that no further try would bring to findings. Ends the analysis; never a crash.
final class Unanalysable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Whose fault it is.
    enum Kind {
        /// The picture's: the user can send another one.
        REJECTED,
        /// Ours.
        FAILED
    }

    private final Kind kind;
    private final transient Reason reason;

    private Unanalysable(Kind kind, Reason reason) {
        super(reason.code());
        this.kind = kind;
        this.reason = reason;
    }

    static Unanalysable rejected(String code, String detail) {
        return new Unanalysable(Kind.REJECTED, new Reason(code, detail));
    }

    static Unanalysable failed(String code, String detail) {
        return new Unanalysable(Kind.FAILED, new Reason(code, detail));
    }

    Kind kind() {
        return kind;
    }

    Reason reason() {
        return reason;
    }
}
