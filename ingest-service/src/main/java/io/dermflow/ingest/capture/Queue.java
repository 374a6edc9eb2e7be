package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Where a queued capture stands among all of them.
@Component
class Queue {

    private static final double WINDOW_SECONDS = 60;

    private final JdbcClient database;

    Queue(JdbcClient database) {
        this.database = database;
    }

    /// @param position 1 is next
    /// @param etaSeconds until its turn, by what ended in the last minute; null when nothing did
    record Place(int position, @Nullable Integer etaSeconds) {}

    Place of(TaskId task) {
        return database.sql(
                        """
                        select
                            (select count(*) from captures
                             where state = 'queued' and task_id < :task) as ahead,
                            (select count(*) from captures
                             where ended_at > now() - make_interval(secs => :window)) as ended
                        """)
                .param("task", task.value())
                .param("window", WINDOW_SECONDS)
                .query(Queue::place)
                .single();
    }

    private static Place place(ResultSet row, int number) throws SQLException {
        int position = row.getInt("ahead") + 1;
        int ended = row.getInt("ended");
        return new Place(
                position, ended == 0 ? null : (int) Math.ceil(position * WINDOW_SECONDS / ended));
    }
}
