package io.dermflow.ingest.progress;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.background.BackgroundLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Wakes whoever follows a job when any replica has stored news of it: one connection of this
/// replica listens to PostgreSQL. A wake-up carries nothing; the follower reads the rows.
///
/// While the connection is down every follower is woken once a second, and once more when it is
/// back, so nothing is missed. At stop all followers are let go first, so that open streams don't
/// hold up the shutdown.
@Component
public class JobFeed implements SmartLifecycle {

    static final String CHANNEL = "capture_events";

    private static final int WAIT_MS = 500;
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final BackgroundLoop loop;
    private final Map<TaskId, Set<Follower>> followers = new ConcurrentHashMap<>();
    private volatile boolean running;

    JobFeed(DataSource dataSource) {
        this.dataSource = dataSource;
        this.loop =
                new BackgroundLoop(
                        "job-feed", BackgroundLoop.BEFORE_REQUESTS_DRAIN, BACK_OFF, this::listen);
    }

    /// Follows a job from now on; the caller closes what it got.
    public Follower follow(TaskId task) {
        Follower follower = new Follower(this, task);
        followers.compute(
                task,
                (_, present) -> {
                    Set<Follower> all = present == null ? ConcurrentHashMap.newKeySet() : present;
                    all.add(follower);
                    return all;
                });
        if (!running) {
            follower.letGo();
        }
        return follower;
    }

    void leave(Follower follower) {
        followers.computeIfPresent(
                follower.task(),
                (_, all) -> {
                    all.remove(follower);
                    return all.isEmpty() ? null : all;
                });
    }

    private void listen() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            listen(connection);
        } finally {
            wakeAll();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        wakeAll();
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try {
            while (running) {
                for (PGNotification news : notifications(postgres)) {
                    wake(TaskId.of(news.getParameter()));
                }
            }
        } finally {
            // It goes back to the pool.
            try (var statement = connection.createStatement()) {
                statement.execute("unlisten " + CHANNEL);
            }
        }
    }

    private static PGNotification[] notifications(PGConnection postgres) throws SQLException {
        PGNotification @Nullable [] news = postgres.getNotifications(WAIT_MS);
        return news == null ? new PGNotification[0] : news;
    }

    private void wake(TaskId task) {
        followers.getOrDefault(task, Set.of()).forEach(Follower::wake);
    }

    private void wakeAll() {
        followers.values().forEach(all -> all.forEach(Follower::wake));
    }

    @Override
    public void start() {
        running = true;
        loop.start();
    }

    @Override
    public void stop() {
        running = false;
        followers.values().forEach(all -> all.forEach(Follower::letGo));
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BackgroundLoop.BEFORE_REQUESTS_DRAIN;
    }
}
