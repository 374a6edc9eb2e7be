/// Where a job stands: what the stages and report-service say moves it, never backwards, and every
/// change is numbered, stored and told to whoever follows. Start with
/// [io.dermflow.ingest.progress.FollowJob]; the rules are in [io.dermflow.ingest.progress.Job].
@NullMarked
package io.dermflow.ingest.progress;

import org.jspecify.annotations.NullMarked;
