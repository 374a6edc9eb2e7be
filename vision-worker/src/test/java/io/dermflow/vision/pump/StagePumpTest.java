package io.dermflow.vision.pump;

import static io.dermflow.vision.pump.PumpBench.LIMIT;
import static io.dermflow.vision.pump.PumpBench.NOTHING;
import static io.dermflow.vision.pump.PumpBench.await;
import static io.dermflow.vision.pump.PumpBench.awaitTrue;
import static io.dermflow.vision.pump.PumpBench.passes;
import static io.dermflow.vision.pump.PumpBench.takeAndDie;
import static io.dermflow.vision.pump.PumpBench.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.DeadLetter;
import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Group;
import io.dermflow.events.Outcome;
import io.dermflow.events.StageProgress;
import io.dermflow.events.Topic;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.Jobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// The pump on a real broker, with work that does what each test says. All limits are shrunk to a
/// twentieth: a record's lock lasts 3 s.
class StagePumpTest {

    private static final Duration LOCK = Duration.ofSeconds(3);
    private static final int TRIES = 3;

    private static final ScriptedWork<AnalysisRequested> WORK = ScriptedWork.vision();
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private static TestBroker broker;
    private static AnnotationConfigApplicationContext context;
    private static EventPublisher publisher;
    private static StagePump<AnalysisRequested> pump;
    private static TopicReader reader;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = TestBroker.start();
        context = worker(broker, "dermflow.job.time-factor=0.05");
        publisher = context.getBean(EventPublisher.class);
        reader =
                new TopicReader(
                        context.getBean(KafkaClients.class),
                        Topic.OUTCOMES,
                        Topic.DEAD_LETTERS,
                        Topic.PROGRESS);
        pump = pumps().pump(WORK, List.of());
        pump.start();
    }

    private static StagePumps pumps() {
        return new StagePumps(
                context.getBean(KafkaClients.class),
                context.getBean(TopicWatch.class),
                publisher,
                context.getBean(DeadLetters.class),
                context.getBean(JobProperties.class),
                new PumpProperties(
                        EnumSet.of(WORK.stage()),
                        3,
                        8,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        ScriptedWork.SLOW + "=200ms"),
                METERS,
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        pump.stop();
        reader.close();
        context.close();
        broker.close();
    }

    @Test
    void bringsAJobToOneDurableOutcome() {
        AnalysisRequested job = submit();

        Outcome outcome = outcomeOf(job);

        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcome.subject().taskId()).isEqualTo(job.taskId());
        assertThat(WORK.runs(job)).isOne();
        assertThat(states(job)).containsExactly("STARTED", "DONE");
    }

    @Test
    void tellsOfManyShortStepsInAFewSignsAndForgetsNone() {
        AnalysisRequested job = Jobs.any();
        WORK.steps(job, 200);
        submit(job);

        List<StageProgress> signs = signs(job);

        assertThat(signs).hasSizeLessThan(20);
        assertThat(signs.stream().flatMap(sign -> sign.stepsMs().keySet().stream()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(String::valueOf).toList());
        nothingWaits();
    }

    @Test
    void runsOtherJobsBesideALongOne() throws Exception {
        var longOneMayEnd = new CountDownLatch(1);
        var other = Jobs.any();
        var longOne = Jobs.any();
        WORK.script(longOne, _ -> await(longOneMayEnd));

        submit(longOne);
        awaitTrue(() -> WORK.runs(longOne) == 1);
        submit(other);

        assertThat(outcomeOf(other)).isNotNull();
        longOneMayEnd.countDown();
        assertThat(outcomeOf(longOne)).isNotNull();
    }

    @Test
    void givesATryUpWhoseStepTookTooLongAndTakesTheJobAgain() {
        var job = Jobs.any();
        var never = new CountDownLatch(1);
        WORK.scriptStep(
                job,
                ScriptedWork.SLOW,
                time -> {
                    if (time == 1) {
                        await(never);
                    }
                });

        submit(job);

        assertThat(outcomeOf(job)).isInstanceOf(Outcome.Rejected.class);
        assertThat(WORK.runs(job)).isEqualTo(2);
        awaitTrue(() -> WORK.cleared(job) > 0);
        assertThat(WORK.cleared(job)).as("not between the tries").isOne();
        assertThat(
                        METERS.counter(
                                        "dermflow.stage.step.timed.out",
                                        "stage",
                                        "vision",
                                        "step",
                                        ScriptedWork.SLOW)
                                .count())
                .isEqualTo(1);
        nothingWaits();
    }

    @Test
    void keepsTheRecordOfAJobThatOutlastsItsLock() {
        var job = Jobs.any();
        var mayEnd = new CountDownLatch(1);
        WORK.script(job, _ -> await(mayEnd));
        submit(job);
        awaitTrue(() -> WORK.runs(job) == 1);

        passes(LOCK.plusMillis(1_500));
        mayEnd.countDown();

        assertThat(outcomeOf(job)).isNotNull();
        assertThat(WORK.runs(job)).isOne();
        nothingWaits();
    }

    @Test
    void holdsTheRecordWhileADependencyIsAway() {
        var job = Jobs.any();
        var back = new AtomicBoolean();
        double suspects = acquired("2");
        WORK.script(
                job,
                _ -> {
                    if (!back.get()) {
                        throw new DependencyUnavailable("object_store", "scripted", null);
                    }
                });
        submit(job);
        awaitTrue(() -> WORK.runs(job) >= 4);

        passes(LOCK.plusMillis(1_000));
        back.set(true);

        assertThat(outcomeOf(job)).isInstanceOf(Outcome.Rejected.class);
        assertThat(deadLetters(job)).isEmpty();
        assertThat(acquired("2")).as("a missing dependency is not a try").isEqualTo(suspects);
        nothingWaits();
    }

    @Test
    void abortsAJobWhoseTimeIsUpWithoutRunningIt() {
        var job = Jobs.dueAt(Instant.now().minusSeconds(1));

        submit(job);

        assertThat(outcomeOf(job)).isInstanceOf(Outcome.Aborted.class);
        assertThat(WORK.runs(job)).isZero();
    }

    @Test
    void abortsAHeldJobAtItsDeadline() {
        var job = Jobs.dueAt(Instant.now().plusSeconds(2));
        WORK.script(
                job,
                _ -> {
                    throw new DependencyUnavailable("elsewhere", "scripted", null);
                });

        submit(job);

        assertThat(outcomeOf(job)).isInstanceOf(Outcome.Aborted.class);
    }

    @Test
    void givesAJobUpThatCrashesOnEveryTry() {
        var job = Jobs.any();
        WORK.script(
                job,
                _ -> {
                    throw new IllegalStateException("scripted");
                });

        submit(job);

        Outcome outcome = outcomeOf(job);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason().code()).isEqualTo("tries_used_up");
        assertThat(WORK.runs(job)).isEqualTo(TRIES);
        assertThat(deadLetters(job)).hasSize(1);
        assertThat(deadLetters(job).getFirst().deliveries()).isEqualTo(TRIES);
        nothingWaits();
        awaitTrue(() -> WORK.cleared(job) == 1);
    }

    @Test
    void runsASuspectAloneAfterTheOthersHaveFinished() {
        var suspect = Jobs.any();
        var neighbour = Jobs.any();
        var latecomer = Jobs.any();
        var neighbourMayEnd = new CountDownLatch(1);
        var suspectMayEnd = new CountDownLatch(1);
        var neighbourEnded = new AtomicBoolean();
        var wasAlone = new AtomicBoolean();
        double suspects = acquired("2");
        WORK.script(
                neighbour,
                _ -> {
                    await(neighbourMayEnd);
                    neighbourEnded.set(true);
                });
        WORK.script(
                suspect,
                time -> {
                    if (time == 1) {
                        throw new IllegalStateException("scripted");
                    }
                    wasAlone.set(neighbourEnded.get());
                    await(suspectMayEnd);
                });
        submit(neighbour);
        awaitTrue(() -> WORK.runs(neighbour) == 1);
        submit(suspect);
        awaitTrue(() -> WORK.runs(suspect) == 1);

        submit(latecomer);
        awaitTrue(() -> acquired("2") > suspects);
        assertThat(WORK.runs(suspect)).as("the neighbour is still at work").isOne();
        neighbourMayEnd.countDown();

        awaitTrue(() -> WORK.runs(suspect) == 2);
        assertThat(wasAlone).isTrue();
        int before = WORK.runs(latecomer);
        suspectMayEnd.countDown();
        assertThat(outcomeOf(suspect)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomeOf(latecomer)).isNotNull();
        assertThat(before).as("had its turn before or after, not beside").isLessThan(2);
        nothingWaits();
    }

    @Test
    void buriesWhatNobodyCanRead() {
        String key = UUID.randomUUID().toString();
        var settings = context.getBean(KafkaClients.class).producerSettings();
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            Topic.JOBS.topicName(),
                            key,
                            "not json".getBytes(StandardCharsets.UTF_8)));
        }

        awaitTrue(() ->
                METERS.counter("dermflow.stage.acquired", "stage", "vision", "delivery", "1")
                                .count()
                        > 0);
        nothingWaits();
        assertThat(undecodable()).contains(key);
    }

    @Test
    void givesUpWithoutARunWhatHasKilledAWorkerOnEveryTry() {
        var findings = new FindingsReady(Jobs.any(), NOTHING);
        publisher.sendAndAwait(findings);
        for (int death = 1; death <= TRIES; death++) {
            takeAndDie(context.getBean(KafkaClients.class), Group.NARRATIVE, findings);
        }
        var narrative = ScriptedWork.narrative();
        StagePump<FindingsReady> survivor = pumps().pump(narrative, List.of());

        survivor.start();
        Outcome outcome = outcomeOf(findings.job());
        survivor.stop();

        assertThat(narrative.runs(findings.job())).isZero();
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason().code()).isEqualTo("tries_used_up");
        assertThat(deadLetters(findings.job()).getFirst().deliveries()).isEqualTo(TRIES + 1);
    }

    @Test
    void goesOnWithTheNewLogWhenTheOldOneIsLost() throws Exception {
        var topics = context.getBean(TopicWatch.class);
        String before = topics.idOf(Topic.JOBS).orElseThrow();
        try (var admin = context.getBean(KafkaClients.class).admin()) {
            admin.deleteTopics(List.of(Topic.JOBS.topicName())).all().get();
        }
        awaitTrue(() -> !topics.idOf(Topic.JOBS).orElseThrow().equals(before));

        AnalysisRequested job = submit();

        assertThat(outcomeOf(job)).isInstanceOf(Outcome.Rejected.class);
    }

    private static List<String> undecodable() {
        return reader.all(Topic.DEAD_LETTERS).stream()
                .map(record -> EventCodec.decode(record.value(), DeadLetter.class))
                .filter(letter -> letter.problem().code().equals("undecodable"))
                .map(DeadLetter::recordKey)
                .toList();
    }

    private static AnalysisRequested submit() {
        return submit(Jobs.any());
    }

    private static AnalysisRequested submit(AnalysisRequested job) {
        publisher.sendAndAwait(job);
        return job;
    }

    private static Outcome outcomeOf(AnalysisRequested job) {
        var found = reader.await(Topic.OUTCOMES, job.key(), all -> !all.isEmpty(), LIMIT);
        assertThat(found).as("outcome of " + job.taskId()).hasSize(1);
        return EventCodec.decode(found.getFirst().value(), Outcome.class);
    }

    private static List<DeadLetter> deadLetters(AnalysisRequested job) {
        return reader.await(Topic.DEAD_LETTERS, job.key(), _ -> true, LIMIT).stream()
                .map(record -> EventCodec.decode(record.value(), DeadLetter.class))
                .toList();
    }

    private static List<String> states(AnalysisRequested job) {
        return signs(job).stream().map(progress -> progress.state().name()).toList();
    }

    /// All up to the one that says "done".
    private static List<StageProgress> signs(AnalysisRequested job) {
        return reader
                .await(
                        Topic.PROGRESS,
                        job.key(),
                        all ->
                                !all.isEmpty()
                                        && sign(all.getLast()).state() == StageProgress.State.DONE,
                        LIMIT)
                .stream()
                .map(StagePumpTest::sign)
                .toList();
    }

    private static StageProgress sign(ConsumerRecord<String, byte[]> record) {
        return EventCodec.decode(record.value(), StageProgress.class);
    }

    private static double acquired(String delivery) {
        return METERS.counter("dermflow.stage.acquired", "stage", "vision", "delivery", delivery)
                .count();
    }

    /// The broker has got an answer for every record.
    private static void nothingWaits() {
        awaitTrue(() -> pump.backlog().records() == 0);
    }
}
