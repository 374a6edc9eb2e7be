package io.dermflow.ingest.account;

import io.dermflow.events.UserId;

/// Published inside the transaction that erases an account, so that every package removes what it
/// holds of this user in the same transaction (`@EventListener`).
public record AccountErased(UserId userId) {}
