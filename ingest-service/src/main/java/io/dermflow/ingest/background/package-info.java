/// Threads that work without being asked. Start with
/// [io.dermflow.ingest.background.BackgroundLoop].
@NullMarked
package io.dermflow.ingest.background;

import org.jspecify.annotations.NullMarked;
