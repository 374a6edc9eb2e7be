package io.dermflow.events;

import io.dermflow.events.analysis.Analysis;

/// What the vision stage found: topic `skin_analysis_findings`, to the narrative stage.
///
/// @param job the job as it was received, so that the narrative stage needs nothing else
public record FindingsReady(AnalysisRequested job, Analysis analysis) implements Event {

    @Override
    public String key() {
        return job.key();
    }

    @Override
    public String eventId() {
        return job.taskId() + ":findings:" + job.attempt();
    }
}
