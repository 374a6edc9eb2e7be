package io.dermflow.llm.endpoint;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an endpoint gave no usable answer. Checked, because every caller has another way to go on.
public final class ChatFailed extends Exception {

    private static final long serialVersionUID = 2L;

    /// What kind of failure; decided once, where it is understood.
    public enum Kind {
        /// Not reachable, or broke off.
        TRANSPORT,
        /// A clock ran out; the exchange was ended.
        TIMEOUT,
        /// 429 or 503, or our own limit, breaker or shedding.
        OVERLOADED,
        /// 503 while the server still loads its model.
        LOADING,
        /// 401 or 403: the key is wrong.
        UNAUTHORIZED,
        /// 400, 404, 422…: we or the configuration are wrong.
        REFUSED,
        /// The question does not fit the model's context; the caller may shrink it once.
        CONTEXT_OVERFLOW,
        /// 5xx other than overload, or an error in mid-stream.
        SERVER_ERROR,
        /// 200 with something else than a finished chat completion.
        GARBAGE,
        /// Stopped by length before any text.
        TRUNCATED,
        /// Finished without text.
        EMPTY,
        /// The model declined, or a content filter stopped it.
        DECLINED,
        /// The payer's tokens are used up; see [ChatFailed#retryAfter].
        NO_BUDGET,
        /// The one who asked went away.
        CLIENT_GONE;

        /// Whether the server's health is in question, so that the breaker must count it.
        public boolean countsAgainstServer() {
            return switch (this) {
                case TRANSPORT, TIMEOUT, OVERLOADED, LOADING, SERVER_ERROR, GARBAGE -> true;
                case UNAUTHORIZED,
                        REFUSED,
                        CONTEXT_OVERFLOW,
                        TRUNCATED,
                        EMPTY,
                        DECLINED,
                        NO_BUDGET,
                        CLIENT_GONE ->
                        false;
            };
        }

        /// Stable word for reports, status pages and metrics.
        public String code() {
            return "llm_" + name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where the same question may be put once more.
    enum Again {
        NEVER,
        /// Another endpoint may know better; this one would say the same.
        ELSEWHERE,
        /// Here too, after a pause.
        ANYWHERE
    }

    private final Kind kind;
    private final Again again;
    private final boolean reachedServer;
    private final @Nullable Duration retryAfter;

    /// @param message never holds content of a prompt or an answer
    public ChatFailed(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, Again.NEVER, true, null);
    }

    private ChatFailed(
            Kind kind,
            String message,
            @Nullable Throwable cause,
            Again again,
            boolean reachedServer,
            @Nullable Duration retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.again = again;
        this.reachedServer = reachedServer;
        this.retryAfter = retryAfter;
    }

    /// Nothing was sent; another endpoint may take it.
    static ChatFailed notSent(Kind kind, String message) {
        return new ChatFailed(kind, message, null, Again.ELSEWHERE, false, null);
    }

    static ChatFailed noBudget(Duration retryAfter) {
        return new ChatFailed(
                Kind.NO_BUDGET, "token budget used up", null, Again.NEVER, false, retryAfter);
    }

    static ChatFailed noConnection(Kind kind, String message, Throwable cause) {
        return new ChatFailed(kind, message, cause, Again.ANYWHERE, false, null);
    }

    ChatFailed maybe(Again where) {
        return new ChatFailed(kind, text(), getCause(), where, reachedServer, retryAfter);
    }

    ChatFailed after(@Nullable Duration wait) {
        return new ChatFailed(kind, text(), getCause(), again, reachedServer, wait);
    }

    private String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    public Kind kind() {
        return kind;
    }

    /// When asking again makes sense, if that is known.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Again again() {
        return again;
    }

    boolean reachedServer() {
        return reachedServer;
    }

    /// Whether we refused it ourselves, so that it says nothing about the server.
    boolean notSent() {
        return !reachedServer && again != Again.ANYWHERE;
    }

    /// Whether the server has worked for it, so that the payer pays as much as was reserved:
    /// whoever hangs up before the count comes does not get it free.
    boolean costsTokens() {
        return switch (kind) {
            case CLIENT_GONE, TRUNCATED, EMPTY, DECLINED -> reachedServer;
            default -> false;
        };
    }

    /// Stable word for reports and metrics.
    public String code() {
        return kind.code();
    }
}
