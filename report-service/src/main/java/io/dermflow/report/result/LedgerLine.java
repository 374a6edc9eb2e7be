package io.dermflow.report.result;

import io.dermflow.events.RecordCoordinates;

/// One decided end, and the one record whose Kafka transaction announces it.
public record LedgerLine(End end, RecordCoordinates announcedBy) {}
