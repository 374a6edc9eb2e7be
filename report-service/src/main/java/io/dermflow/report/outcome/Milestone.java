package io.dermflow.report.outcome;

/// The points of a batch between which a crash leaves something half done; the tests crash there.
enum Milestone {
    COMMITTED_IN_DATABASE,
    EVENTS_SENT,
    OFFSETS_SENT,
    COMMITTED_IN_KAFKA
}
