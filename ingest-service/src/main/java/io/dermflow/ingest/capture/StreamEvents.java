package io.dermflow.ingest.capture;

import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.progress.Follower;
import io.dermflow.ingest.progress.Job;
import io.dermflow.ingest.progress.JobEvent;
import io.dermflow.ingest.progress.JobFeed;
import io.dermflow.ingest.progress.Jobs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// Tells one reader of a job what it does not know yet, until the end of the job or of the reader's
/// token. Any replica can go on where another stopped, because the numbers are those of the rows.
@Service
class StreamEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEvents.class);

    private final Jobs jobs;
    private final JobFeed feed;
    private final Duration heartbeat;
    private final Clock clock;

    StreamEvents(Jobs jobs, JobFeed feed, CaptureProperties properties, Clock clock) {
        this.jobs = jobs;
        this.feed = feed;
        this.heartbeat = properties.heartbeat();
        this.clock = clock;
    }

    /// @param after number of the last event the reader has; 0 for none
    /// @param until when the reader's token expires
    /// @throws IOException when the reader has gone
    void stream(EventStream stream, TaskId task, int after, Instant until) throws IOException {
        int told = after;
        try (Follower follower = feed.follow(task)) {
            while (!follower.isLetGo()) {
                Told news = tellNews(stream, task, told);
                told = news.last();
                Duration left = Duration.between(clock.instant(), until);
                if (news.ended() || !left.isPositive()) {
                    return;
                }
                follower.await(left.compareTo(heartbeat) < 0 ? left : heartbeat);
                if (!news.any()) {
                    stream.heartbeat();
                }
            }
        }
    }

    private record Told(int last, boolean any, boolean ended) {}

    private Told tellNews(EventStream stream, TaskId task, int told) throws IOException {
        try {
            // The standing is read first: events stored meanwhile are told now or next time.
            Optional<Job> job = jobs.find(task);
            if (job.isEmpty()) {
                return new Told(told, false, true);
            }
            List<JobEvent> events = jobs.eventsAfter(task, told);
            TaskEnd end = job.get().end();
            if (events.isEmpty()) {
                return end == null
                        ? new Told(told, false, false)
                        : tellEndAlone(stream, job.get().sequence(), end, told);
            }
            return tell(stream, events, told);
        } catch (DataAccessException away) {
            LOG.debug("no news now taskId={} error={}", task, away.toString());
            return new Told(told, false, false);
        }
    }

    private Told tell(EventStream stream, List<JobEvent> events, int told) throws IOException {
        if (events.getFirst().sequence() > told + 1) {
            tellLoss(stream, told);
        }
        for (JobEvent event : events) {
            stream.send(event.sequence(), event.kind().wireName(), event.data());
        }
        JobEvent last = events.getLast();
        return new Told(last.sequence(), true, last.kind() == JobEvent.Kind.END);
    }

    /// The events are cleaned up, or the reader has them all: only the end is left to say.
    private static Told tellEndAlone(EventStream stream, int sequence, TaskEnd end, int told)
            throws IOException {
        if (told < sequence) {
            tellLoss(stream, told);
            JobEvent last = Job.endEvent(sequence, end);
            stream.send(sequence, last.kind().wireName(), last.data());
        }
        return new Told(Math.max(told, sequence), true, true);
    }

    private static void tellLoss(EventStream stream, int told) throws IOException {
        stream.send(null, "history_lost", Map.of("after", told));
    }
}
