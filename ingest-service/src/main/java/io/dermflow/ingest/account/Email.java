package io.dermflow.ingest.account;

import io.dermflow.kit.problem.ApiProblem;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/// An e-mail address in the one form that we store and compare: NFC, lower case, the domain in
/// ASCII. Whether anybody reads it is not known.
record Email(String value) {

    private static final int MAX_LENGTH = 254; // RFC 5321 §4.5.3.1.3
    private static final Pattern LOCAL =
            Pattern.compile("[^\\s\\p{Cntrl}@\"(),:;<>\\[\\\\\\]]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    /// @throws ApiProblem `400 invalid_email`
    static Email of(String text) {
        return parse(text)
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "invalid_email",
                                "This is not an e-mail address."));
    }

    /// Empty if the text is not an address.
    static Optional<Email> parse(String text) {
        String folded =
                Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        int at = folded.lastIndexOf('@');
        if (at < 0 || !LOCAL.matcher(folded.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return ascii(folded.substring(at + 1))
                .map(domain -> new Email(folded.substring(0, at) + "@" + domain))
                .filter(email -> email.value().length() <= MAX_LENGTH);
    }

    /// The part before the `@`.
    String local() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain)).filter(DOMAIN.asMatchPredicate());
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Email";
    }
}
