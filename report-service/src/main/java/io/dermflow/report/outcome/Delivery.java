package io.dermflow.report.outcome;

import io.dermflow.events.Outcome;
import io.dermflow.events.RecordCoordinates;

/// One outcome as it was read.
///
/// @param at which record of which log it is
/// @param traceparent of the job
record Delivery(Outcome outcome, RecordCoordinates at, String traceparent) {}
