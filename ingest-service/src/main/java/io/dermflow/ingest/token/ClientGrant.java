package io.dermflow.ingest.token;

import org.jspecify.annotations.Nullable;

/// The body of a token request.
record ClientGrant(
        @Nullable String grantType, @Nullable String clientId, @Nullable String clientSecret) {

    @Override
    public String toString() {
        return "ClientGrant[" + grantType + "]";
    }
}
