package io.dermflow.ingest.account;

import java.text.Normalizer;

/// A password as typed, in the form in which it is hashed: NFKC, so that two keyboards that build
/// the same character differently agree (NIST SP 800-63B §3.1.1.2).
record Password(String value) {

    Password {
        value = Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    @Override
    public String toString() {
        return "Password";
    }
}
