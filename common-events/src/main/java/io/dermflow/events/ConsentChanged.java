package io.dermflow.events;

import java.time.Instant;

/// Topic `user_consents`. Readers keep the highest version of each user.
public record ConsentChanged(UserId userId, Consent consent, Instant at) implements Event {

    @Override
    public String key() {
        return userId.toString();
    }

    @Override
    public String eventId() {
        return userId + ":consent:" + consent.version();
    }
}
