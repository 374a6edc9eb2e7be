/// Looks after open jobs that have shown no sign of life for a lease: Kafka may lose acknowledged
/// records, PostgreSQL may not. Start with [io.dermflow.ingest.reconcile.Reconcile].
@NullMarked
package io.dermflow.ingest.reconcile;

import org.jspecify.annotations.NullMarked;
