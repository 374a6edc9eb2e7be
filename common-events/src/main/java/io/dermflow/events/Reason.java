package io.dermflow.events;

import org.jspecify.annotations.Nullable;

/// Why a job ended as it did.
///
/// @param code stable and machine-readable, for instance `image_truncated` or `tries_used_up`
/// @param detail one sentence for a person; never bytes of a file, never personal data
public record Reason(String code, @Nullable String detail) {}
