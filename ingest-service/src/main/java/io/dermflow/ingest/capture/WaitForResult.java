package io.dermflow.ingest.capture;

import io.dermflow.events.TaskId;
import io.dermflow.ingest.progress.Follower;
import io.dermflow.ingest.progress.Job;
import io.dermflow.ingest.progress.JobFeed;
import io.dermflow.ingest.progress.Jobs;
import io.dermflow.kit.limit.Places;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.security.Caller;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/// `Prefer: wait=n` (RFC 7240): holds the answer to an upload until its result is there, by the
/// same news as the event stream. The capture is safe already, so whatever goes wrong here only
/// means the ordinary 202.
@Service
class WaitForResult {

    private static final Logger LOG = LoggerFactory.getLogger(WaitForResult.class);
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:$|[,;])");

    private final Jobs jobs;
    private final JobFeed feed;
    private final Places streamPlaces;
    private final ResultsClient results;
    private final Duration max;

    WaitForResult(
            Jobs jobs,
            JobFeed feed,
            Places streamPlaces,
            ResultsClient results,
            CaptureProperties properties) {
        this.jobs = jobs;
        this.feed = feed;
        this.streamPlaces = streamPlaces;
        this.results = results;
        this.max = properties.maxWait();
    }

    /// How long the client wants to wait, at most what we allow; zero if it doesn't.
    Duration wanted(@Nullable String prefer) {
        return wanted(prefer, max);
    }

    static Duration wanted(@Nullable String prefer, Duration max) {
        var match = prefer == null ? null : WAIT.matcher(prefer);
        if (match == null || !match.find()) {
            return Duration.ZERO;
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(match.group(1)));
        return wanted.compareTo(max) > 0 ? max : wanted;
    }

    /// The result as report-service serves it to this caller, if it was there in time.
    Optional<ResultsClient.Result> within(Duration limit, TaskId task, Caller caller) {
        try (var _ = streamPlaces.take(caller.userId());
                Follower follower = feed.follow(task)) {
            return endsWithin(limit, task, follower)
                    ? results.fetch(task, caller.token())
                    : Optional.empty();
        } catch (ApiProblem | DataAccessException noWaiting) {
            LOG.info("answering at once taskId={} error={}", task, noWaiting.toString());
            return Optional.empty();
        }
    }

    private boolean endsWithin(Duration limit, TaskId task, Follower follower) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (jobs.find(task).filter(Job::hasEnded).isPresent()) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || follower.isLetGo()) {
                return false;
            }
            follower.await(Duration.ofNanos(left));
        }
    }
}
