package io.dermflow.llm.session;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dermflow.events.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names a conversation: 16 hexadecimal digits, as in seed 004's answers. No secret: every use
/// checks whose it is. A client may also send a name of its own, as in seed 004's request; it
/// stands for one id of that user, so that two users' equal names don't meet.
public record SessionId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
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

    /// @param text an id, or the user's own name for a session
    /// @return empty when the text can't name a session
    public static Optional<SessionId> parse(String text, UserId user) {
        if (FORM.matcher(text).matches()) {
            return Optional.of(new SessionId(text));
        }
        return NAME.matcher(text).matches() ? Optional.of(named(text, user)) : Optional.empty();
    }

    private static SessionId named(String name, UserId user) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((user + " " + name).getBytes(StandardCharsets.UTF_8));
            return new SessionId(HexFormat.of().formatHex(digest, 0, BYTES));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
