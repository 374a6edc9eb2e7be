package io.dermflow.llm.session;

import java.time.Instant;

/// A conversation as its owner's list shows it; what was said is not in it.
public record SessionView(SessionId sessionId, Instant startedAt, Instant lastAt, int exchanges) {}
