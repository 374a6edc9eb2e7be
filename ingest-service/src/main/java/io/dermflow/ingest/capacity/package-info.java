/// How much work waits, how fast it goes, and what that asks for: the operators' figures, the
/// scaler's metric and a capture's ETA, from one computation. Start with
/// [io.dermflow.ingest.capacity.PlanCapacity].
///
/// The model: each stage is one line before many servers (M/G/c). Kafka's share group is such a
/// line exactly: whichever slot is free takes the oldest record. Service times are measured, not
/// assumed; arrivals are counted.
@NullMarked
package io.dermflow.ingest.capacity;

import org.jspecify.annotations.NullMarked;
