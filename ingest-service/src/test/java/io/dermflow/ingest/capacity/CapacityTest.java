package io.dermflow.ingest.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermflow.events.JobState;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.events.WorkerStanding;
import io.dermflow.events.WorkerStanding.Accelerators;
import io.dermflow.events.WorkerStanding.Machine;
import io.dermflow.events.WorkerStanding.StageSlots;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.capture.CaptureTesting;
import io.dermflow.ingest.progress.FollowJob;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The door over HTTP, with a real broker that counts what waits and carries what workers say.
@IngestTest
@DirtiesContext
class CapacityTest {

    private static final String DOOR = "/api/v1/ops/capacity";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int JOBS = 20;

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired EventPublisher publisher;
    @Autowired TopicWatch topics;
    @Autowired FollowJob followJob;
    @Autowired MeterRegistry meters;

    private CaptureTesting person;
    private Api admin;

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry properties) {
        properties.add("dermflow.kafka.bootstrap-servers", () -> TestBroker.shared().address());
        properties.add("dermflow.app.replica", () -> "capacity-1");
        properties.add("dermflow.upload.spool-dir", () -> "target/test-spool/capacity");
        properties.add("dermflow.capacity.round", () -> "100ms");
    }

    @BeforeEach
    void people() {
        await().atMost(Duration.ofSeconds(30)).until(topics::complete);
        database.sql("delete from captures").update();
        database.sql("delete from workers").update();
        person = new CaptureTesting(port, database);
        admin = person.admin();
    }

    @Test
    void plansFromWhatWaitsAtTheBrokerWhatWorkersSayAndWhatWasMeasured() {
        long before = capacity("24s").at("/stages/0/backlog").asLong();
        for (int i = 0; i < JOBS; i++) {
            measured(person.accepted());
        }
        publisher.sendAndAwait(standing(Instant.now(), null));

        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    JsonNode plan = capacity("24s");
                    JsonNode vision = plan.at("/stages/0");
                    assertThat(vision.path("backlog").asLong()).isEqualTo(before + JOBS);
                    assertThat(vision.path("measured").asInt()).isEqualTo(JOBS);
                    assertThat(vision.path("workers").asInt()).isEqualTo(1);
                });
        JsonNode plan = capacity("24s");
        JsonNode vision = plan.at("/stages/0");
        assertThat(plan.path("backlog_from").asString()).isEqualTo("broker");
        assertThat(plan.path("arrivals_per_second").asDouble())
                .isGreaterThanOrEqualTo(JOBS / 300.0);
        assertThat(vision.path("mean_seconds").asDouble()).isEqualTo(1.0);
        assertThat(vision.at("/nodes/0/node").asString()).isEqualTo("gpu-1");
        assertThat(vision.at("/nodes/0/workers_that_fit").asInt()).isEqualTo(1);
        assertThat(vision.at("/nodes/0/limit").asString()).isEqualTo("accelerator");
        assertThat(vision.path("minutes_to_drain").asDouble()).isPositive();
        assertThat(capacity("8s").at("/stages/0/slots_needed").asInt())
                .isGreaterThanOrEqualTo(vision.path("slots_needed").asInt());
        assertThat(
                        meters.get("dermflow.capacity.workers.needed")
                                .tag("stage", "vision")
                                .gauge()
                                .value())
                .isEqualTo(capacity("30s").at("/stages/0/workers_needed").asDouble());
    }

    @Test
    void aWorkerThatFellSilentIsNamedAsTheLimitAndOldWordsBringNobodyBack() {
        publisher.sendAndAwait(standing(Instant.now(), "memory"));
        await().atMost(PATIENCE).until(() -> capacity("30s").at("/stages/0/workers").asInt() == 1);
        assertThat(capacity("30s").at("/stages/0/slots").asInt()).isZero();
        assertThat(capacity("30s").at("/limit/what").asString()).isEqualTo("memory");

        database.sql("update workers set seen_at = now() - interval '16 seconds'").update();
        publisher.sendAndAwait(standing(Instant.now().minusSeconds(90), null));
        await().atMost(PATIENCE).until(() -> capacity("30s").at("/stages/0/workers").asInt() == 0);

        assertThat(capacity("30s").at("/limit/what").asString()).isEqualTo("workers");
        await().during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> capacity("30s").at("/stages/0/workers").asInt() == 0);
    }

    @Test
    void refusesATargetThatIsNone() {
        assertThat(admin.get(DOOR).status()).isEqualTo(200);
        assertThat(admin.get(DOOR + "?target_p90=soon").status()).isEqualTo(400);
        assertThat(admin.get(DOOR + "?target_p90=-1s").code()).isEqualTo("invalid_field");
        assertThat(person.api.get(DOOR).status()).isEqualTo(403);
    }

    @Test
    void readsABareNumberAsSeconds() {
        assertThat(capacity("30").path("target_p90_seconds").asDouble()).isEqualTo(30);
    }

    private JsonNode capacity(String target) {
        Api.Answer answer = admin.get(DOOR + "?target_p90=" + target);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    /// A second in each stage.
    private void measured(TaskId task) {
        for (Stage stage : List.of(Stage.VISION, Stage.NARRATIVE)) {
            followJob.heard(
                    new StageProgress(
                            task,
                            1,
                            stage,
                            StageProgress.State.DONE,
                            null,
                            1_000.0,
                            null,
                            null,
                            null,
                            Instant.now()));
        }
        followJob.ended(new TaskEnd(task, JobState.SUCCEEDED, null, 1, Instant.now()));
    }

    private static WorkerStanding standing(Instant at, @Nullable String why) {
        return new WorkerStanding(
                "vision-1",
                "gpu-1",
                "cuda",
                8,
                64_000_000_000L,
                2_000_000_000L,
                new Machine(8, 64_000_000_000L, 0),
                new Accelerators(1, 80_000_000_000L, 50_000_000_000L),
                List.of(
                        new StageSlots(Stage.VISION, 4, 0, why),
                        new StageSlots(Stage.NARRATIVE, 8, 0, null)),
                at);
    }
}
