package io.dermflow.ingest.capture;

import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.ingest.progress.Follower;
import io.dermflow.ingest.progress.Job;
import io.dermflow.ingest.progress.JobEvent;
import io.dermflow.ingest.progress.JobFeed;
import io.dermflow.ingest.progress.Jobs;
import io.dermflow.kit.problem.ApiProblem;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Tells one reader of a job what it does not know yet, until the end of the job. Any replica can
/// go on where another stopped, because the numbers are those of the rows.
///
/// Failure semantics: a database that is away ends nothing; the reader gets heartbeats until it is
/// back. What ends a stream before the job is thrown, for the reader to be told.
@Service
class StreamEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEvents.class);

    private static final Duration RETRY = Duration.ofSeconds(2);

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
    /// @throws ApiProblem when this replica stops, the token has expired or the capture was erased
    void stream(EventStream stream, TaskId task, int after, Instant until) throws IOException {
        int told = after;
        try (Follower follower = feed.follow(task)) {
            while (true) {
                if (follower.isLetGo()) {
                    throw ApiProblem.unavailable("stopping", "This instance stops.", RETRY);
                }
                Told news = tellNews(stream, task, told);
                told = news.last();
                if (news.ended()) {
                    return;
                }
                Duration left = Duration.between(clock.instant(), until);
                if (!left.isPositive()) {
                    throw new ApiProblem(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "The access token has expired; log in or refresh.");
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
            Job job = jobs.find(task).orElseThrow(() -> ApiProblem.notFound("capture"));
            List<JobEvent> events = jobs.eventsAfter(task, told);
            TaskEnd end = job.end();
            if (events.isEmpty()) {
                return end == null
                        ? new Told(told, false, false)
                        : tellEndAlone(stream, job.sequence(), end, told);
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
