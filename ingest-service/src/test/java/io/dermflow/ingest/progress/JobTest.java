package io.dermflow.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Property tests of the transitions; the seed is the repetition's number.
class JobTest {

    private static final TaskId TASK = new TaskId(UUID.randomUUID());
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Job QUEUED = new Job(TASK, JobState.QUEUED, 1, Map.of(), null);

    @Test
    void aFirstSignOfLifeIsTwoEvents() {
        var change = QUEUED.heard(progress(Stage.VISION, StageProgress.State.STARTED, null, null));

        assertThat(change.job().state()).isEqualTo(JobState.PROCESSING);
        assertThat(change.events())
                .extracting(JobEvent::kind)
                .containsExactly(JobEvent.Kind.STATE, JobEvent.Kind.PROGRESS);
        assertThat(change.events()).extracting(JobEvent::sequence).containsExactly(2, 3);
    }

    @Test
    void theSecondEndIsNoChange() {
        var ended = QUEUED.ended(end(JobState.CANCELED)).job();

        var again = ended.ended(end(JobState.SUCCEEDED));

        assertThat(again.changed()).isFalse();
        assertThat(again.job().state()).isEqualTo(JobState.CANCELED);
    }

    @Test
    void keepsAndTellsTheSentenceOfAReasonThatComesSecond() {
        TaskEnd bare = why(null);
        TaskEnd whole = why("Hold the camera still.");

        Job known = QUEUED.ended(bare).job();

        assertThat(known.ended(whole).job().end()).isEqualTo(whole);
        assertThat(known.ended(whole).events())
                .containsExactly(Job.endEvent(known.sequence(), whole));
        assertThat(known.ended(whole).job().ended(bare).changed()).isFalse();
    }

    private static TaskEnd why(@Nullable String detail) {
        return new TaskEnd(TASK, JobState.REJECTED, new Reason("blur", detail), 1, NOW);
    }

    @RepeatedTest(200)
    void anyOrderWithRepeatsLeadsToTheSameStanding(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        List<Object> news = news(random);
        Job expected = tell(QUEUED, news).getLast();

        List<Object> shuffled = new ArrayList<>(news);
        for (Object told : news) {
            if (random.nextBoolean()) {
                shuffled.add(told);
            }
        }
        Collections.shuffle(shuffled, random);
        Job actual = tell(QUEUED, shuffled).getLast();

        assertThat(actual.state()).isEqualTo(expected.state());
        assertThat(actual.stages()).isEqualTo(expected.stages());
        assertThat(actual.end()).isEqualTo(expected.end());
    }

    @RepeatedTest(200)
    void stateOnlyMovesForwardAndNumbersHaveNoGaps(RepetitionInfo seed) {
        List<Object> news = news(new Random(seed.getCurrentRepetition()));
        Collections.shuffle(news, new Random(~seed.getCurrentRepetition()));
        List<Integer> numbers = new ArrayList<>();
        Job job = QUEUED;

        for (Object told : news) {
            Job.Change change = tell(job, told);
            change.events().forEach(event -> numbers.add(event.sequence()));
            assertThat(rank(change.job().state())).isGreaterThanOrEqualTo(rank(job.state()));
            if (job.hasEnded()) {
                assertThat(change.events()).isEmpty();
                assertThat(change.job().state()).isEqualTo(job.state());
            }
            job = change.job();
        }

        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 2);
        }
        assertThat(job.sequence()).isEqualTo(numbers.size() + 1);
    }

    private static List<Object> news(Random random) {
        List<Object> news = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                news.add(progress(stage, StageProgress.State.STARTED, null, null));
                news.add(progress(stage, StageProgress.State.STEP, "a", random.nextDouble()));
                news.add(progress(stage, StageProgress.State.STEP, "b", random.nextDouble()));
                news.add(progress(stage, StageProgress.State.DONE, null, random.nextDouble()));
            }
        }
        while (random.nextInt(4) > 0) {
            news.remove(random.nextInt(news.size()));
        }
        if (random.nextBoolean()) {
            news.add(end(JobState.values()[2 + random.nextInt(5)]));
        }
        return news;
    }

    private static List<Job> tell(Job job, List<Object> news) {
        List<Job> standings = new ArrayList<>(List.of(job));
        news.forEach(told -> standings.add(tell(standings.getLast(), told).job()));
        return standings;
    }

    private static Job.Change tell(Job job, Object told) {
        return told instanceof TaskEnd end ? job.ended(end) : job.heard((StageProgress) told);
    }

    private static int rank(JobState state) {
        return state.ended() ? 2 : state == JobState.PROCESSING ? 1 : 0;
    }

    private static StageProgress progress(
            Stage stage, StageProgress.State state, String step, Double ms) {
        return new StageProgress(TASK, 1, stage, state, step, ms, steps(step, ms), null, null, NOW);
    }

    private static Map<String, Double> steps(String step, Double ms) {
        return step == null ? Map.of() : Map.of(step, ms);
    }

    private static TaskEnd end(JobState state) {
        return new TaskEnd(TASK, state, null, 1, NOW);
    }
}
