/// Accounts, consent and captures. Packages are features: `account` (who), `token` (proof of who),
/// `consent` (what a person agreed to), `capture` (the job), `outbox` (what Kafka must still hear).
/// Start with [io.dermflow.ingest.IngestApplication], then any `*Controller`.
@NullMarked
package io.dermflow.ingest;

import org.jspecify.annotations.NullMarked;
