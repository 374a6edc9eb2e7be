/// Takes jobs from Kafka share groups, one per slot, and brings each to exactly one durable end.
/// Start with [io.dermflow.vision.pump.StagePump], then [io.dermflow.vision.pump.Slot] (how a
/// record is taken) and [io.dermflow.vision.pump.FinishJob] (what happens to it).
@NullMarked
package io.dermflow.vision.pump;

import org.jspecify.annotations.NullMarked;
