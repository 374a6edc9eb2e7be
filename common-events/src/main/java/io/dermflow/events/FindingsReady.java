package io.dermflow.events;

import io.dermflow.events.analysis.Analysis;

/// What the vision stage found: topic `skin_analysis_findings`, to the narrative stage.
///
/// @param job the job as it was received, so that the narrative stage needs nothing else
/// @param reportVersion which report is asked for: 1 the first, 2 a better one of an ended task;
///   records written before version 0.2 have no such member and mean 1
public record FindingsReady(AnalysisRequested job, Analysis analysis, Integer reportVersion)
        implements Event {

    public FindingsReady {
        // Jackson refuses an absent int, so this is boxed.
        reportVersion = reportVersion == null ? 1 : reportVersion;
        if (reportVersion == 1 && job.images().isEmpty()) {
            throw new IllegalArgumentException("findings without an image: " + job.taskId());
        }
    }

    /// Findings for the first report.
    public FindingsReady(AnalysisRequested job, Analysis analysis) {
        this(job, analysis, 1);
    }

    @Override
    public String key() {
        return job.key();
    }

    @Override
    public String eventId() {
        String first = job.taskId() + ":findings:" + job.attempt();
        return reportVersion == 1 ? first : first + ":" + reportVersion;
    }
}
