package io.dermflow.llm.endpoint;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why an endpoint gave no usable answer. Checked, because every caller has another way to go on.
public final class ChatFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /// What kind of failure; decided once, here.
    public enum Kind {
        /// Not reachable, or broke off.
        TRANSPORT,
        /// A clock ran out; the exchange was ended.
        TIMEOUT,
        /// 429 or 503, or our own bulkhead or breaker.
        OVERLOADED,
        /// 401 or 403: the key is wrong.
        UNAUTHORIZED,
        /// 400, 404, 422…: we or the configuration are wrong.
        REFUSED,
        /// 5xx other than overload.
        SERVER_ERROR,
        /// 200 with something else than a finished chat completion.
        GARBAGE,
        /// Stopped by length.
        TRUNCATED,
        /// The one who asked went away.
        CLIENT_GONE;

        /// Whether the server's health is in question, so that the breaker must count it.
        public boolean countsAgainstServer() {
            return switch (this) {
                case TRANSPORT, TIMEOUT, OVERLOADED, SERVER_ERROR, GARBAGE -> true;
                case UNAUTHORIZED, REFUSED, TRUNCATED, CLIENT_GONE -> false;
            };
        }
    }

    private final Kind kind;

    /// @param message never holds content of a prompt or an answer
    public ChatFailed(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// Stable word for reports and metrics.
    public String code() {
        return "llm_" + kind.name().toLowerCase(Locale.ROOT);
    }
}
