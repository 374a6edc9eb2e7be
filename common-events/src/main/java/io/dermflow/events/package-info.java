/// The wire contract. Start with [io.dermflow.events.Topic] for the map, then
/// [io.dermflow.events.AnalysisRequested] and [io.dermflow.events.Outcome] for the way of one job.
/// Records change by addition only; golden files of every version stay and must still parse.
@NullMarked
package io.dermflow.events;

import org.jspecify.annotations.NullMarked;
