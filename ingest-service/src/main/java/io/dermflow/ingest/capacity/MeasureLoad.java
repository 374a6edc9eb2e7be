package io.dermflow.ingest.capacity;

import io.dermflow.events.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes the suite's load from what is there already: the tracking of jobs (measured times of the
/// stages), the captures (arrivals), the broker (what waits) and the workers' own words. For one
/// thread.
@Component
class MeasureLoad {

    private static final List<Stage> STAGES = List.of(Stage.VISION, Stage.NARRATIVE);

    /// Enough for a p90 that one slow job does not move; the tracking keeps jobs for an hour.
    private static final int JOBS = 500;

    private final JdbcClient database;
    private final Workers workers;
    private final StageBacklogs backlogs;
    private final CapacityProperties properties;
    private final Clock clock;

    MeasureLoad(
            JdbcClient database,
            Workers workers,
            StageBacklogs backlogs,
            CapacityProperties properties,
            Clock clock) {
        this.database = database;
        this.workers = workers;
        this.backlogs = backlogs;
        this.properties = properties;
        this.clock = clock;
    }

    Load measure() throws InterruptedException {
        Optional<Map<Stage, Long>> broker = backlogs.ask();
        Map<Stage, Long> open = broker.isPresent() ? broker.get() : tracked();
        Map<Stage, List<Worker>> byStage = workers.byStage();
        List<StageLoad> stages =
                STAGES.stream()
                        .map(stage ->
                                new StageLoad(
                                        stage,
                                        open.getOrDefault(stage, 0L),
                                        times(stage),
                                        byStage.getOrDefault(stage, List.of())))
                        .toList();
        return new Load(clock.instant(), arrivals(), stages, broker.isPresent());
    }

    private StageTimes times(Stage stage) {
        return database.sql(
                        """
                        select count(s) as measured, coalesce(avg(s), 0) as mean,
                            coalesce(percentile_cont(0.5) within group (order by s), 0) as median,
                            coalesce(percentile_cont(0.9) within group (order by s), 0) as p90,
                            coalesce(stddev_pop(s), 0) as deviation
                        from (
                            select cast(stages -> :stage ->> 'elapsed_ms' as double precision)
                                / 1000 as s
                            from jobs where ended_at is not null
                            order by ended_at desc limit :jobs) ended
                        """)
                .param("stage", stage.wireName())
                .param("jobs", JOBS)
                .query(MeasureLoad::times)
                .single();
    }

    private static StageTimes times(ResultSet row, int number) throws SQLException {
        return new StageTimes(
                row.getInt("measured"),
                row.getDouble("mean"),
                row.getDouble("median"),
                row.getDouble("p90"),
                row.getDouble("deviation"));
    }

    /// Task ids are UUIDv7, so that those of the last minutes are the end of the primary key. The
    /// inner select is worked out once, which lets the index be used.
    private double arrivals() {
        long accepted =
                database.sql(
                                """
                                select count(*) from captures where task_id >=
                                    (select uuidv7(make_interval(secs => -:window)))
                                """)
                        .param("window", (double) properties.arrivals().toSeconds())
                        .query(Long.class)
                        .single();
        return accepted / (double) properties.arrivals().toSeconds();
    }

    /// What is open by the captures' own states, for the time in which Kafka is away.
    private Map<Stage, Long> tracked() {
        return database.sql(
                        """
                        select count(*) filter (where not coalesce(
                                stages -> 'vision' ->> 'state' = 'done', false)) as vision,
                            count(*) filter (where stages -> 'vision' ->> 'state' = 'done'
                                and not coalesce(stages -> 'narrative' ->> 'state' = 'done', false)
                            ) as narrative
                        from jobs where ended_at is null
                        """)
                .query((row, _) ->
                        Map.of(
                                Stage.VISION, row.getLong("vision"),
                                Stage.NARRATIVE, row.getLong("narrative")))
                .single();
    }
}
