package io.dermflow.ingest.token;

import java.time.Duration;

/// A signed access token and how long it is good for.
public record IssuedToken(String value, Duration life) {

    @Override
    public String toString() {
        return "IssuedToken[life=" + life + "]";
    }
}
