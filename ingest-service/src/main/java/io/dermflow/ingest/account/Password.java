package io.dermflow.ingest.account;

import io.dermflow.kit.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.springframework.http.HttpStatus;

/// A password as typed, in the form in which it is hashed: NFKC, so that two keyboards that build
/// the same character differently agree (NIST SP 800-63B §3.1.1.2).
record Password(String value) {

    /// @throws ApiProblem `400 invalid_request` for what no encoding has: half a pair of UTF-16
    Password {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "invalid_request", "The password is no text.");
        }
        value = Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return "Password";
    }
}
