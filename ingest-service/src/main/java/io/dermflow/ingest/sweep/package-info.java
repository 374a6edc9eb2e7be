/// Nothing grows without an end: images, orphaned objects, tracking rows, keys, sent events. Start
/// with [io.dermflow.ingest.sweep.Sweeper].
@NullMarked
package io.dermflow.ingest.sweep;

import org.jspecify.annotations.NullMarked;
