/// Events that must reach Kafka because the database changed: start with
/// [io.dermflow.ingest.outbox.Outbox].
@NullMarked
package io.dermflow.ingest.outbox;

import org.jspecify.annotations.NullMarked;
