package io.dermflow.ingest.account;

import io.dermflow.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Which passwords are good enough: length and surprise, no rules about kinds of characters (NIST
/// SP 800-63B §3.1.1.2).
@Component
class PasswordPolicy {

    private static final int MIN_LENGTH = 10;
    private static final int MAX_LENGTH = 128;
    private static final int MIN_DIFFERENT = 5;
    private static final String DENIED = "weak-passwords.txt";

    private final Set<String> denied = read();

    /// @throws ApiProblem `400 weak_password`, with a `hint`
    void check(Password password, Email owner) {
        String text = password.value();
        String folded = text.toLowerCase(Locale.ROOT);
        int length = text.codePointCount(0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw weak("Use " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
        }
        if (text.codePoints().distinct().count() < MIN_DIFFERENT) {
            throw weak("Use more different characters.");
        }
        if (denied.contains(folded)) {
            throw weak("This password is one of the first that are guessed.");
        }
        if (folded.equals(owner.value()) || isLocalPart(folded, owner)) {
            throw weak("Don't use your e-mail address.");
        }
    }

    /// The name before the `@`, with little added.
    private static boolean isLocalPart(String folded, Email owner) {
        return folded.contains(owner.local())
                && folded.length() - owner.local().length() < MIN_DIFFERENT;
    }

    private static ApiProblem weak(String hint) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "weak_password", hint).with("hint", hint);
    }

    private static Set<String> read() {
        try {
            return new ClassPathResource(DENIED)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
