package io.dermflow.llm.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names a conversation: 16 hexadecimal digits, as in seed 004. No secret: every use checks whose
/// it is.
public record SessionId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 8;

    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a session id");
        }
    }

    public static SessionId fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SessionId(HexFormat.of().formatHex(bytes));
    }

    /// Empty when the text can't name a session.
    public static Optional<SessionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
