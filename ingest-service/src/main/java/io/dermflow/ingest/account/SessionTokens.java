package io.dermflow.ingest.account;

import io.dermflow.events.UserId;

/// The answer to whoever logged in.
///
/// @param token the access token again, under the seeds' name
/// @param expiresIn seconds that the access token is good for
record SessionTokens(
        UserId userId,
        String accessToken,
        String token,
        String tokenType,
        long expiresIn,
        String refreshToken) {

    @Override
    public String toString() {
        return "SessionTokens[" + userId + "]";
    }
}
