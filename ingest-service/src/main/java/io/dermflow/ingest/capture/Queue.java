package io.dermflow.ingest.capture;

import io.dermflow.events.JobState;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.capacity.Eta;
import io.dermflow.ingest.capacity.PlanCapacity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where an open capture stands among all of them, and when it will be done.
@Component
class Queue {

    private final JdbcClient database;
    private final PlanCapacity capacity;

    Queue(JdbcClient database, PlanCapacity capacity) {
        this.database = database;
        this.capacity = capacity;
    }

    /// @param position only while queued; 1 is next
    /// @param eta until the result; null while nobody can say
    record Place(@Nullable Integer position, @Nullable Eta eta) {}

    /// Empty once the capture has ended.
    Optional<Place> of(CaptureRow row) {
        if (row.state().ended()) {
            return Optional.empty();
        }
        if (row.state() == JobState.QUEUED) {
            int ahead = ahead(row.taskId());
            return Optional.of(new Place(ahead + 1, capacity.queued(ahead).orElse(null)));
        }
        return Optional.of(new Place(null, capacity.begun(visionDone(row)).orElse(null)));
    }

    private static boolean visionDone(CaptureRow row) {
        var vision = row.stages().get(Stage.VISION);
        return vision != null && vision.state() == StageProgress.State.DONE;
    }

    private int ahead(TaskId task) {
        return database.sql(
                        """
                        select count(*) from captures where state = 'queued' and task_id < :task
                        """)
                .param("task", task.value())
                .query(Integer.class)
                .single();
    }
}
