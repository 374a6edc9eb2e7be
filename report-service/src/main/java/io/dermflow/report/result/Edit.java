package io.dermflow.report.result;

import java.time.Instant;
import java.util.UUID;

/// A measure that is shown otherwise than it was measured.
///
/// @param value centimetres
/// @param adjustmentId the correction it comes from
/// @param source `user`, `tailor` or `admin`
/// @param approved whether a second person agreed
/// @param at when it was corrected
public record Edit(double value, UUID adjustmentId, String source, boolean approved, Instant at) {}
