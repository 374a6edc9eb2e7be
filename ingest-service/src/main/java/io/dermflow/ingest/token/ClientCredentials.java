package io.dermflow.ingest.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who a service says it is, and its proof.
record ClientCredentials(String clientId, Secret secret) {

    private static final String BASIC = "Basic ";

    /// From the header if it is HTTP Basic, else from the body; empty if neither is whole.
    static Optional<ClientCredentials> of(ClientGrant grant, @Nullable String authorization) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, 6)) {
            return basic(authorization.substring(BASIC.length()));
        }
        String clientId = grant.clientId();
        String secret = grant.clientSecret();
        return clientId == null || secret == null
                ? Optional.empty()
                : Optional.of(new ClientCredentials(clientId, new Secret(secret)));
    }

    /// RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
    private static Optional<ClientCredentials> basic(String encoded) {
        try {
            String pair =
                    new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new ClientCredentials(
                                    decoded(pair.substring(0, colon)),
                                    new Secret(decoded(pair.substring(colon + 1)))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
