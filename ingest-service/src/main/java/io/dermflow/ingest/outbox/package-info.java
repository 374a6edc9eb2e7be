/// Events that must reach Kafka because the database changed, and the relay that brings them there:
/// start with [io.dermflow.ingest.outbox.Outbox], then [io.dermflow.ingest.outbox.OutboxRelay].
@NullMarked
package io.dermflow.ingest.outbox;

import org.jspecify.annotations.NullMarked;
