package io.dermflow.vision.checkpoint;

import static io.dermflow.vision.checkpoint.TestCheckpoints.count;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.EventCodec;
import io.dermflow.events.ImageRef;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
import io.dermflow.events.analysis.Timing;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.store.StoredObject;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.StoreAround;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.model.ModelFiles;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StepLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/// Two tries of one job, with steps that name themselves and take as long as the test says.
class CheckpointTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final StepLimits LONG = new StepLimits(Duration.ofMinutes(1), Map.of());

    private static final KeptStep<List<String>> FIRST = step("first");
    private static final KeptStep<List<String>> SECOND = step("second");
    private static final KeptStep<List<String>> THIRD = step("third");

    private static final TaskId TASK = new TaskId(UUID.randomUUID());
    private static final AnalysisRequested JOB = job("1".repeat(64));

    @TempDir private Path dir;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> done = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private ObjectStore store;
    private Duration patience = TestCheckpoints.PATIENCE;
    private long nanoTime;

    @BeforeEach
    void open() {
        store =
                new StoreAround(new DirectoryObjectStore(dir)) {
                    @Override
                    public Optional<StoredObject> open(Bucket bucket, UserId owner, String key) {
                        opened.add(key);
                        return super.open(bucket, owner, key);
                    }
                };
    }

    @Test
    void takesOverWhatTheFirstTryHasDone() {
        all(checkpoint(JOB, fresh()));
        done.clear();

        List<String> results = all(checkpoint(JOB, repeat()));

        assertThat(results).containsExactly("first", "second", "third");
        assertThat(done).isEmpty();
        assertThat(count(meters, "written")).isEqualTo(3);
        assertThat(count(meters, "taken_over")).isEqualTo(3);
        assertThat(count(meters, "refused")).isZero();
    }

    @Test
    void goesOnWhereTheFirstTryDied() {
        Checkpoint died = checkpoint(JOB, fresh());
        one(died, FIRST);
        one(died, SECOND);
        done.clear();

        all(checkpoint(JOB, repeat()));
        assertThat(done).containsExactly("third");
        done.clear();

        all(checkpoint(JOB, repeat()));
        assertThat(done).as("the second try has kept all three").isEmpty();
    }

    @Test
    void makesWhatAStepNeedsOnlyWhereTheStepIsDone() {
        needy(checkpoint(JOB, fresh()), FIRST);

        for (int tries = 0; tries < 2; tries++) {
            Checkpoint again = checkpoint(JOB, repeat());
            List.of(FIRST, SECOND, THIRD).forEach(step -> needy(again, step));
        }

        assertThat(done).containsExactly("before first", "before second", "before third");
    }

    @Test
    void writesNothingForQuickStepsAndAsksNobodyForAFreshJob() {
        Checkpoints slow = in(new CheckpointProperties(true, Duration.ofMinutes(1)));
        JobRun run = fresh();

        all(slow.open(JOB, "conditions", new PlainForms(), run));

        assertThat(stored()).isEmpty();
        assertThat(opened).isEmpty();
        assertThat(run.timings()).extracting(Timing::step).doesNotContain("checkpoint");
    }

    @Test
    void writesOnceStepsHaveTakenLongTogether() {
        Checkpoints slow = in(new CheckpointProperties(true, Duration.ofSeconds(1)));
        Checkpoint kept = slow.open(JOB, "conditions", new PlainForms(), fresh());

        kept.nativeStep(FIRST, () -> slowly(Duration.ofMillis(500)));
        assertThat(stored()).isEmpty();
        kept.nativeStep(SECOND, () -> slowly(Duration.ofMillis(500)));
        assertThat(stored()).hasSize(1);
        kept.nativeStep(THIRD, () -> List.of("quick"));

        assertThat(count(meters, "written")).isEqualTo(1);
    }

    @Test
    void neitherWritesNorReadsWhereItIsOff() {
        all(checkpoint(JOB, fresh()));
        done.clear();
        opened.clear();
        Checkpoints off = in(new CheckpointProperties(false, Duration.ZERO));

        all(off.open(JOB, "conditions", new PlainForms(), repeat()));

        assertThat(done).containsExactly("first", "second", "third");
        assertThat(opened).isEmpty();
    }

    @Test
    void saysTheTimeOfThenAndThatItWasTakenOver() {
        JobRun run = fresh();
        checkpoint(JOB, run).nativeStep(FIRST, () -> slowly(Duration.ofMillis(40)));

        JobRun again = repeat();
        checkpoint(JOB, again).nativeStep(FIRST, () -> List.of("anew, and quick"));

        assertThat(millis(again, "first")).isEqualTo(40);
        assertThat(millis(again, "checkpoint:first")).isZero();
        assertThat(run.timings()).extracting(Timing::step).containsExactly("first", "checkpoint");
    }

    @Test
    void isOfNoUseToAnotherJobOrUnderOtherConditions() {
        AnalysisOptions strict = new AnalysisOptions("strict", "en", null, null, false);
        List<AnalysisRequested> others =
                List.of(
                        JOB.withAttempt(2),
                        job("2".repeat(64)),
                        with(JOB, JOB.analyses(), strict),
                        with(JOB, List.of("skin", "face"), JOB.options()));
        for (AnalysisRequested other : others) {
            all(checkpoint(JOB, fresh()));
            done.clear();

            all(checkpoint(other, repeat()));

            assertThat(done).as(other.toString()).containsExactly("first", "second", "third");
        }
        assertThat(count(meters, "refused")).isEqualTo(others.size());

        all(checkpoint(JOB, fresh()));
        done.clear();
        all(always().open(JOB, "other conditions", new PlainForms(), repeat()));
        assertThat(done).hasSize(3);
    }

    @Test
    void doesAnewWhatRestsOnAnotherModelAndAllThatFollows() {
        ModelEntry detector = ModelFiles.shipped("lesion");
        ModelEntry classifier = ModelFiles.shipped("lesion-dx");
        Checkpoint kept = checkpoint(JOB, fresh());
        one(kept, FIRST);
        one(kept, SECOND.by(detector));
        one(kept, THIRD);
        done.clear();

        Checkpoint again = checkpoint(JOB, repeat());
        one(again, FIRST);
        one(again, SECOND.by(classifier));
        one(again, THIRD);

        assertThat(done).containsExactly("second", "third");
        assertThat(count(meters, "refused")).isEqualTo(1);
    }

    @Test
    void endsAtTheFirstStepThatIsMissing() {
        Checkpoint kept = checkpoint(JOB, fresh());
        one(kept, FIRST);
        one(kept, THIRD);
        done.clear();

        all(checkpoint(JOB, repeat()));

        assertThat(done).as("the third may rest on the second").containsExactly("second", "third");
    }

    @Test
    void doesNotKeepAStepThatWasLeftOut() {
        var limits = new StepLimits(Duration.ofMinutes(1), Map.of("second", Duration.ofMillis(1)));
        var mayReturn = new CountDownLatch(1);
        Checkpoint kept = checkpoint(JOB, new JobRun(limits, (_, _) -> {}));
        one(kept, FIRST);
        assertThat(kept.optional(SECOND, () -> late(mayReturn))).isEmpty();
        mayReturn.countDown();

        JobRun run = repeat();
        Checkpoint again = checkpoint(JOB, run);
        one(again, FIRST);

        assertThat(again.optional(SECOND, () -> List.of("anew"))).contains(List.of("anew"));
        assertThat(checkpointed(JOB).optional(SECOND, () -> List.of("never")))
                .as("the repeat has kept it")
                .contains(List.of("anew"));
    }

    @Test
    void ignoresDamagedBytes() throws IOException {
        all(checkpoint(JOB, fresh()));
        byte[] good = bytes();
        for (int place : new int[] {0, good.length / 2, good.length - 6}) {
            byte[] bad = good.clone();
            bad[place] ^= 0x10;
            put(bad);
            done.clear();

            all(checkpoint(JOB, repeat()));

            assertThat(done).as("byte " + place).hasSize(3);
        }
        put(new byte[0]);
        done.clear();
        all(checkpoint(JOB, repeat()));
        assertThat(done).hasSize(3);
        assertThat(count(meters, "refused")).isEqualTo(4);
    }

    @Test
    void goesOnWithoutAStoreThatIsAway() {
        store =
                new StoreAround(new DirectoryObjectStore(dir)) {
                    @Override
                    public void put(Bucket b, UserId owner, String key, byte[] content, String t) {
                        opened.add(key);
                        throw new DependencyUnavailable("object_store", "scripted", null);
                    }
                };

        assertThat(all(checkpoint(JOB, fresh()))).hasSize(3);

        assertThat(opened).as("it is asked once").hasSize(1);
        assertThat(count(meters, "unwritten")).isEqualTo(1);
        assertThat(count(meters, "written")).isZero();
    }

    @Test
    void waitsForASilentStoreNoLongerThanItsPatience() {
        var answers = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        store =
                new StoreAround(new DirectoryObjectStore(dir)) {
                    @Override
                    public void put(Bucket b, UserId owner, String key, byte[] content, String t) {
                        await(answers);
                        super.put(b, owner, key, content, t);
                        written.countDown();
                    }
                };
        patience = Duration.ofMillis(10);
        JobRun run = fresh();

        assertThat(all(checkpoint(JOB, run))).hasSize(3);

        assertThat(count(meters, "unwritten")).isEqualTo(1);
        run.settled();
        answers.countDown();
        await(written);
        awaitTrue(() -> stored().isEmpty());
    }

    @Test
    void isRemovedWhenTheJobIsSettled() {
        JobRun run = fresh();
        all(checkpoint(JOB, run));
        assertThat(stored())
                .containsExactly(CheckpointKey.beside(JOB.images().getFirst().objectKey()));

        run.settled();

        awaitTrue(() -> stored().isEmpty());
    }

    @Test
    void isRemovedAfterARepeatThatNeverCameToIt() {
        all(checkpoint(JOB, fresh()));
        JobRun run = repeat();

        always().removeAtTheEnd(JOB, run);
        run.settled();

        awaitTrue(() -> stored().isEmpty());
    }

    @Test
    void isTakenOverByTheSameTryThatWasHeldForADependency() {
        JobRun run = fresh();
        all(checkpoint(JOB, run));
        double then = millis(run, "first");
        done.clear();

        all(checkpoint(JOB, run));

        assertThat(done).isEmpty();
        assertThat(millis(run, "first")).as("done once").isEqualTo(then);
    }

    private Checkpoint checkpointed(AnalysisRequested job) {
        Checkpoint kept = checkpoint(job, repeat());
        one(kept, FIRST);
        return kept;
    }

    private List<String> all(Checkpoint kept) {
        return List.of(one(kept, FIRST), one(kept, SECOND), one(kept, THIRD));
    }

    private String one(Checkpoint kept, KeptStep<List<String>> step) {
        return kept.nativeStep(
                        step,
                        () -> {
                            done.add(step.name());
                            return List.of(step.name());
                        })
                .getFirst();
    }

    private void needy(Checkpoint kept, KeptStep<List<String>> step) {
        Runnable before = () -> done.add("before " + step.name());
        if (step.equals(THIRD)) {
            kept.optional(step, before, () -> List.of(step.name()));
        } else {
            kept.nativeStep(step, before, () -> List.of(step.name()));
        }
    }

    private Checkpoint checkpoint(AnalysisRequested job, JobRun run) {
        return always().open(job, "conditions", new PlainForms(), run);
    }

    private Checkpoints always() {
        return in(new CheckpointProperties(true, Duration.ZERO));
    }

    private Checkpoints in(CheckpointProperties properties) {
        return new Checkpoints(
                store, properties, new CheckpointMeter(meters), patience, () -> nanoTime);
    }

    private static JobRun fresh() {
        return new JobRun(LONG, false, (_, _) -> {});
    }

    private static JobRun repeat() {
        return new JobRun(LONG, true, (_, _) -> {});
    }

    private static double millis(JobRun run, String step) {
        return run.timings().stream()
                .filter(timing -> timing.step().equals(step))
                .findFirst()
                .orElseThrow()
                .ms();
    }

    private List<String> slowly(Duration time) {
        nanoTime += time.toNanos();
        return List.of("slow");
    }

    /// Deaf to interruption, as native code is.
    private static List<String> late(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
        return List.of("late");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> stored() {
        List<String> keys = new ArrayList<>();
        store.list(Bucket.RAW_CAPTURES, "", entry -> keys.add(entry.key()));
        return keys;
    }

    private byte[] bytes() throws IOException {
        String key = CheckpointKey.beside(JOB.images().getFirst().objectKey());
        try (var object = store.open(Bucket.RAW_CAPTURES, JOB.userId(), key).orElseThrow()) {
            return object.content().readAllBytes();
        }
    }

    private void put(byte[] bytes) {
        String key = CheckpointKey.beside(JOB.images().getFirst().objectKey());
        store.put(Bucket.RAW_CAPTURES, JOB.userId(), key, bytes, "application/gzip");
    }

    private static KeptStep<List<String>> step(String name) {
        return new KeptStep<>(name, new TypeReference<List<String>>() {});
    }

    private static AnalysisRequested job(String sha256) {
        ImageRef image =
                Jobs.image("image", "2026/01/02/t/image.jpg", sha256, "image/jpeg", 1, 9, 9);
        AnalysisRequested any = Jobs.of(image);
        return new AnalysisRequested(
                TASK,
                any.userId(),
                any.images(),
                any.analyses(),
                any.options(),
                any.consent(),
                1,
                any.deadline(),
                any.timestamp(),
                null);
    }

    private static AnalysisRequested with(
            AnalysisRequested job, List<String> analyses, AnalysisOptions options) {
        return new AnalysisRequested(
                job.taskId(),
                job.userId(),
                job.images(),
                analyses,
                options,
                job.consent(),
                job.attempt(),
                job.deadline(),
                job.timestamp(),
                null);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("condition within " + LIMIT).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /// JSON as it comes.
    private static final class PlainForms implements Forms {
        @Override
        public String write(Object result) {
            return EventCodec.mapper().writeValueAsString(result);
        }

        @Override
        public <T> T read(String text, TypeReference<T> form) {
            return EventCodec.mapper().readValue(text, form);
        }
    }
}
