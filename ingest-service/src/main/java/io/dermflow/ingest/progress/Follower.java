package io.dermflow.ingest.progress;

import io.dermflow.events.TaskId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// One who waits for news of a job. [#await] is for one thread; the feed wakes it from its own.
public final class Follower implements AutoCloseable {

    private final JobFeed feed;
    private final TaskId task;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean letGo;

    Follower(JobFeed feed, TaskId task) {
        this.feed = feed;
        this.task = task;
    }

    /// Waits until something may have changed, or the limit has passed. May wake without reason.
    public void await(Duration limit) {
        if (letGo) {
            return;
        }
        try {
            if (news.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            letGo = true;
        }
    }

    /// Whether this replica stops, so that waiting on makes no sense.
    public boolean isLetGo() {
        return letGo;
    }

    TaskId task() {
        return task;
    }

    void wake() {
        news.release();
    }

    void letGo() {
        letGo = true;
        news.release();
    }

    @Override
    public void close() {
        feed.leave(this);
    }
}
