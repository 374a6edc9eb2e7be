package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import java.time.Instant;
import java.util.List;

/// A user as admins and our own services see them.
record UserView(UserId userId, String email, List<String> roles, Instant createdAt) {

    static UserView of(User user) {
        return new UserView(user.id(), user.email(), user.roles(), user.createdAt());
    }

    @Override
    public String toString() {
        return "UserView[" + userId + "]";
    }
}
