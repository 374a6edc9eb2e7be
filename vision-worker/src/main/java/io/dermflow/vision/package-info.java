/// The worker: jobs in, outcomes out. Read [io.dermflow.vision.pump.StagePump] for how a job is
/// taken, [io.dermflow.vision.pipeline.AnalyseCapture] and
/// [io.dermflow.vision.narrative.WriteNarrative] for what happens to it.
@NullMarked
package io.dermflow.vision;

import org.jspecify.annotations.NullMarked;
