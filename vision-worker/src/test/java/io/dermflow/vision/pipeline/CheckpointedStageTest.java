package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.Stage;
import io.dermflow.events.Topic;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Timing;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.kafka.DeadLetters;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.DirectoryObjectStore;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.kit.testing.TestBroker;
import io.dermflow.vision.checkpoint.TestCheckpoints;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.PumpBench;
import io.dermflow.vision.pump.PumpProperties;
import io.dermflow.vision.pump.StagePump;
import io.dermflow.vision.pump.StagePumps;
import io.dermflow.vision.pump.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// The vision stage on a real broker, a directory as object store, and a classifier that counts its
/// calls.
class CheckpointedStageTest {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final SimpleMeterRegistry ANSWERS = new SimpleMeterRegistry();

    @TempDir private static Path dir;
    private static TestBroker broker;
    private static AnnotationConfigApplicationContext context;
    private static ActiveModels models;
    private static ObjectStore store;
    private static TopicReader reader;
    private static StagePump<AnalysisRequested> pump;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
        context = PumpBench.worker(broker);
        models =
                DetectorAndClassifier.in(
                        dir, "v8-classify.pt", "\"name\":\"shares\",\"version\":\"3\"", ANSWERS);
        models.start();
        assertThat(models.trouble()).isEmpty();
        store = new DyingStore(new DirectoryObjectStore(dir.resolve("store")), "overlay-image.png");
        var stage = new CaptureStage(store, TestCheckpoints.always(store, METERS));
        reader = new TopicReader(context.getBean(KafkaClients.class), Topic.FINDINGS);
        pump = pumps().pump(stage.work(models, "heatmap"), List.of());
        pump.start();
    }

    @AfterAll
    static void stop() {
        pump.stop();
        reader.close();
        models.stop();
        context.close();
        broker.close();
    }

    @Test
    void asksTheClassifierOnceThoughTheTryDiesAfterIt() {
        AnalysisRequested job = DrawnSkin.job(store);

        context.getBean(EventPublisher.class).sendAndAwait(job);

        Analysis found = findings(job);
        assertThat(found.findings()).hasSize(1);
        assertThat(found.findings().getFirst().explanation()).isNotNull();
        assertThat(asked("lesion")).isOne();
        assertThat(asked("lesion-dx")).isOne();
        assertThat(METERS.counter("dermflow.stage.crashed", "stage", "vision").count()).isOne();
        assertThat(found.timings())
                .extracting(Timing::step)
                .contains("classify", "checkpoint:classify", "checkpoint:heatmap");
        PumpBench.awaitTrue(() -> !left(job));
        assertThat(withoutTimings(found)).isEqualTo(withoutTimings(undisturbed(job)));
    }

    private static Analysis undisturbed(AnalysisRequested job) {
        var other = new CaptureStage(dir.resolve("other"));
        DrawnSkin.put(other.store(), job);
        return CaptureStage.found(other.run(models, job, "heatmap"));
    }

    private static Analysis findings(AnalysisRequested job) {
        var found = reader.await(Topic.FINDINGS, job.key(), all -> !all.isEmpty(), PumpBench.LIMIT);
        assertThat(found).hasSize(1);
        return EventCodec.decode(found.getFirst().value(), FindingsReady.class).analysis();
    }

    private static long asked(String task) {
        return ANSWERS.find("dermflow.model.answer").tag("task", task).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    private static boolean left(AnalysisRequested job) {
        String key = CheckpointKey.beside(job.images().getFirst().objectKey());
        return store.version(Bucket.RAW_CAPTURES, job.userId(), key).isPresent();
    }

    private static Analysis withoutTimings(Analysis analysis) {
        return analysis.toBuilder().timings(List.of()).build();
    }

    private static StagePumps pumps() {
        return new StagePumps(
                context.getBean(KafkaClients.class),
                context.getBean(TopicWatch.class),
                context.getBean(EventPublisher.class),
                context.getBean(DeadLetters.class),
                context.getBean(JobProperties.class),
                new PumpProperties(
                        EnumSet.of(Stage.VISION),
                        1,
                        1,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        ""),
                METERS,
                Clock.systemUTC());
    }
}
