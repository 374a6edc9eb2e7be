package io.dermflow.ingest.account;

import io.dermflow.events.UserId;
import java.time.Instant;
import java.util.List;

/// A person with an account that was not erased.
///
/// @param email normalised
/// @param roles wire names, `user` always among them
public record User(UserId id, String email, List<String> roles, Instant createdAt) {

    public User {
        roles = List.copyOf(roles);
    }

    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
