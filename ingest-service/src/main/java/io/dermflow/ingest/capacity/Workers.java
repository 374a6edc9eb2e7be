package io.dermflow.ingest.capacity;

import io.dermflow.events.EventCodec;
import io.dermflow.events.Stage;
import io.dermflow.events.WorkerStanding;
import io.dermflow.events.WorkerStanding.Accelerators;
import io.dermflow.events.WorkerStanding.Machine;
import io.dermflow.events.WorkerStanding.StageSlots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/// What the workers said of themselves last, for every replica. Idempotent by the worker's name.
@Component
public class Workers {

    private static final TypeReference<List<StageSlots>> STAGES = new TypeReference<>() {};

    private final JdbcClient database;
    private final CapacityProperties properties;

    Workers(JdbcClient database, CapacityProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /// Keeps it as heard now, by the database's clock: a worker's own may be wrong.
    void heard(WorkerStanding standing) {
        database.sql(
                        """
                        insert into workers values (:worker, :node, :device, :processors, :memory,
                            :peak, cast(:stages as jsonb), now(), cast(:machine as jsonb),
                            cast(:accelerators as jsonb))
                        on conflict (worker) do update set node = excluded.node,
                            device = excluded.device, processors = excluded.processors,
                            memory_bytes = excluded.memory_bytes, peak_bytes = excluded.peak_bytes,
                            stages = excluded.stages, seen_at = excluded.seen_at,
                            machine = excluded.machine, accelerators = excluded.accelerators
                        """)
                .param("worker", standing.worker())
                .param("node", standing.node())
                .param("device", standing.device())
                .param("processors", standing.processors())
                .param("memory", standing.memoryBytes())
                .param("peak", standing.peakBytes())
                .param("stages", json(standing.stages()))
                .param("machine", json(standing.machine()))
                .param("accelerators", json(standing.accelerators()))
                .update();
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : EventCodec.mapper().writeValueAsString(value);
    }

    /// Workers by stage, silent ones of the last day included.
    Map<Stage, List<Worker>> byStage() {
        Map<Stage, List<Worker>> workers = new EnumMap<>(Stage.class);
        database.sql(
                        """
                        select *, seen_at > now() - make_interval(secs => :alive) as alive
                        from workers order by worker
                        """)
                .param("alive", properties.alive().toMillis() / 1000.0)
                .query(row -> {
                    collect(row, workers);
                });
        return workers;
    }

    /// Removes those that were silent for a day.
    public int removeOld() {
        return database.sql(
                        "delete from workers where seen_at < now() - make_interval(secs => :kept)")
                .param("kept", (double) Duration.ofDays(1).toSeconds())
                .update();
    }

    private static <T> Optional<T> read(@Nullable String json, Class<T> type) {
        return Optional.ofNullable(json).map(text -> EventCodec.mapper().readValue(text, type));
    }

    private static void collect(ResultSet row, Map<Stage, List<Worker>> workers)
            throws SQLException {
        for (StageSlots stage : EventCodec.mapper().readValue(row.getString("stages"), STAGES)) {
            workers.computeIfAbsent(stage.stage(), _ -> new ArrayList<>()).add(worker(row, stage));
        }
    }

    private static Worker worker(ResultSet row, StageSlots stage) throws SQLException {
        int processors = row.getInt("processors");
        long memory = row.getLong("memory_bytes");
        return new Worker(
                row.getString("worker"),
                row.getString("node"),
                row.getString("device"),
                processors,
                memory,
                row.getLong("peak_bytes"),
                read(row.getString("machine"), Machine.class)
                        .orElseGet(() -> new Machine(processors, memory, 0)),
                read(row.getString("accelerators"), Accelerators.class).orElse(null),
                stage.slots(),
                stage.busy(),
                stage.pausedFor(),
                row.getBoolean("alive"));
    }
}
