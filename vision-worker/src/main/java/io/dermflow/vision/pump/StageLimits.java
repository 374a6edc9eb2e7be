package io.dermflow.vision.pump;

import io.dermflow.events.Stage;
import io.dermflow.kit.job.JobProperties;
import java.time.Duration;

/// The limits of one stage.
///
/// @param tries deliveries after which a record is given up
/// @param stage longest stay in native code
/// @param renewEvery a third of the record lock, so that one failed renewal is not yet fatal
/// @param longestRest how long a suspect waits until the later stages are at rest: as long as a
///   narrative may take
record StageLimits(int tries, Duration stage, Duration renewEvery, Duration longestRest) {

    static StageLimits of(JobProperties job, Stage stage) {
        return new StageLimits(
                job.tries(),
                stage == Stage.VISION ? job.visionStage() : job.narrativeStage(),
                job.recordLock().dividedBy(3),
                job.narrativeStage());
    }
}
