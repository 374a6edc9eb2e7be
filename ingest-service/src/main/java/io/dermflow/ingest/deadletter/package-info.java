/// Records that nobody could work off, and their way back. Start with
/// [io.dermflow.ingest.deadletter.Redrive].
@NullMarked
package io.dermflow.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
