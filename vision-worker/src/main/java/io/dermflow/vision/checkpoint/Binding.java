package io.dermflow.vision.checkpoint;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.TaskId;
import java.util.List;

/// All that the results of a job's steps depend on, models apart.
record Binding(
        int form,
        TaskId task,
        int attempt,
        List<ImageRef> images,
        List<String> analyses,
        AnalysisOptions options,
        Object conditions) {

    /// Goes up when results are written in another form, or a step computes something else: a
    /// checkpoint of another version is not read.
    private static final int FORM = 6;

    /// @return a digest: what the person said of themselves does not stand in the checkpoint
    static String of(AnalysisRequested job, Object conditions) {
        return Fingerprint.of(
                new Binding(
                        FORM,
                        job.taskId(),
                        job.attempt(),
                        job.images(),
                        job.analyses(),
                        job.options(),
                        conditions));
    }
}
