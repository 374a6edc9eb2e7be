package io.dermflow.ingest.capture;

import static io.dermflow.ingest.capture.CaptureTesting.CAPTURES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.EventCodec;
import io.dermflow.events.Group;
import io.dermflow.events.JobState;
import io.dermflow.events.Outcome;
import io.dermflow.events.ResultEvent;
import io.dermflow.events.Stage;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.ReportService;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Outbox, listeners and reconciler on a real broker, with report-service answering over HTTP. The
/// lease is 1.1 s.
@IngestTest
@DirtiesContext
class KafkaWayTest {

    private static final Duration LEASE = Duration.ofMillis(1100);
    private static final Duration ROUND = Duration.ofMillis(200);

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired KafkaClients clients;
    @Autowired TopicWatch topics;
    @Autowired EventPublisher publisher;

    private CaptureTesting person;

    @DynamicPropertySource
    static void realParts(DynamicPropertyRegistry properties) throws IOException {
        Path secret = Path.of("target/test-keys/own-secret");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, Api.CLIENT_SECRET);
        properties.add("dermflow.service-token.client-secret-file", secret::toString);
        properties.add("dermflow.kafka.bootstrap-servers", () -> TestBroker.shared().address());
        properties.add("dermflow.app.replica", () -> "kafka-way-1");
        properties.add("dermflow.upload.spool-dir", () -> "target/test-spool/kafka-way");
        properties.add("dermflow.reconcile.report-url", ReportService.running()::url);
        properties.add("dermflow.reconcile.round", () -> ROUND.toMillis() + "ms");
        properties.add("dermflow.reconcile.postponement", () -> "200ms");
        properties.add(
                "dermflow.service-token.token-uri", () -> ReportService.running().url() + "/token");
        properties.add("dermflow.job.time-factor", () -> "0.017");
        properties.add("dermflow.job.lease", () -> "65s");
        properties.add("dermflow.job.republications", () -> "1");
    }

    @BeforeEach
    void newPerson() {
        // What other tests left open would be looked after too.
        database.sql("delete from captures").update();
        database.sql("delete from outbox").update();
        await().atMost(Duration.ofSeconds(30)).until(topics::complete);
        person = new CaptureTesting(port, database);
    }

    @Test
    void publishesAnAcceptedCaptureAndKeepsWhereItWent() {
        TaskId task = person.accepted();

        await().atMost(Duration.ofSeconds(30)).until(() -> topicId(task) != null);

        AnalysisRequested request = published(task, AnalysisRequested.class).getFirst();
        assertThat(request.userId()).isEqualTo(person.user.id());
        assertThat(request.images().getFirst().objectKey())
                .isEqualTo(person.imageKeys().getFirst());
        assertThat(request.attempt()).isEqualTo(1);
        assertThat(topicId(task)).isEqualTo(topics.idOf(Topic.JOBS).orElseThrow());
    }

    @Test
    void theNoticeOfAnEndEndsTheJobAndAnswersWhoWaits() {
        Api waiting = person.api.with("Prefer", "wait=20");
        var answer =
                CompletableFuture.supplyAsync(() ->
                        CaptureTesting.submit(
                                waiting, Form.withImage(Photos.jpeg(System.nanoTime()))));
        await().atMost(Duration.ofSeconds(30)).until(() -> person.captureRows() == 1);
        TaskId task = onlyTask();

        publisher.sendAndAwait(News.started(task, Stage.VISION));
        publisher.sendAndAwait(News.ended(task, JobState.SUCCEEDED));

        var result = answer.join();
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.header("Preference-Applied")).isEqualTo("wait=20");
        assertThat(result.text("path")).isEqualTo(CAPTURES + "/" + task + "/results");
        assertThat(result.text("with")).isEqualTo("Bearer " + person.user.accessToken());
        assertThat(person.show(task).text("state")).isEqualTo("succeeded");
    }

    @Test
    void aCommittedResultEventEndsTheJobAndAnAbortedOneDoesNot() {
        TaskId aborted = person.accepted();
        TaskId committed = person.accepted();

        try (var producer = clients.transactionalProducer("kafka-way-results")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(publisher.record(result(aborted)));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(publisher.record(result(committed)));
            producer.commitTransaction();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> person.show(committed).text("state").equals("rejected"));
        assertThat(person.show(committed).body().at("/reason/code").asString())
                .isEqualTo("too_dark");
        assertThat(person.show(aborted).text("state")).isEqualTo("queued");
    }

    @Test
    void clientsFiguresGoStraightToReportServiceAndNoWorkerHearsOfThem() {
        TaskId task = figures();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !published(task, Outcome.class).isEmpty());

        assertThat(published(task, Outcome.class))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Supplied.class,
                        outcome -> {
                            assertThat(outcome.figures().metrics())
                                    .containsEntry("waist_circumference_cm", 75.0);
                            assertThat(outcome.subject().userId()).isEqualTo(person.user.id());
                        });
        publisher.sendAndAwait(News.ended(task, JobState.SUCCEEDED));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> person.show(task).text("state").equals("succeeded"));
        assertThat(published(task, AnalysisRequested.class)).isEmpty();
    }

    @Test
    void clientsFiguresThatALogLostAreSentAgain() throws Exception {
        TaskId task = figures();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !published(task, Outcome.class).isEmpty());

        // All is read, and nobody has heard of an end: the record is as good as lost.
        reportServiceHasReadAll();

        await().atMost(LEASE.plusSeconds(20))
                .until(() -> published(task, Outcome.class).size() == 2);
        assertThat(published(task, Outcome.class))
                .allMatch(outcome -> outcome instanceof Outcome.Supplied);
        assertThat(published(task, AnalysisRequested.class)).isEmpty();
    }

    @Test
    void aJobThatOnlyWaitsIsNotPublishedAgain() {
        TaskId task = person.accepted();
        await().atMost(Duration.ofSeconds(30)).until(() -> topicId(task) != null);

        await().during(LEASE.multipliedBy(2))
                .atMost(LEASE.multipliedBy(4))
                .until(() -> attempt(task) == 1);
    }

    /// Of 10,000 waiting jobs each was put off by a transaction of its own, and the next look came
    /// at once: a tenth of two cores (measured).
    @Test
    void aDeepBacklogCostsALookARoundAndALookFewTransactions() {
        TaskId task = person.accepted();
        await().atMost(Duration.ofSeconds(30)).until(() -> topicId(task) != null);
        String firstLease = lease(task);
        copies(task, 1_200);

        await().atMost(LEASE.plusSeconds(20))
                .until(() -> jobs("lease_until = '" + firstLease + "'") == 0);
        assertThat(number("select count(distinct xmin::text) from jobs")).isLessThan(40);

        int before = ReportService.running().questions();
        await().pollDelay(ROUND.multipliedBy(10)).until(() -> true);
        assertThat(ReportService.running().questions() - before).isBetween(1, 12);
        assertThat(jobs("attempt > 1")).isZero();
    }

    /// Jobs of the same record as this one.
    private void copies(TaskId task, int number) {
        for (String table : List.of("captures", "jobs")) {
            database.sql(
                            """
                            insert into %1$s select (jsonb_populate_record(original,
                                jsonb_build_object('task_id', copy.id))).*
                            from %1$s original, (
                                select cast(lpad(n::text, 32, '0') as uuid) as id
                                from generate_series(1, :number) n) copy
                            where original.task_id = :task
                            """
                                    .formatted(table))
                    .param("number", number)
                    .param("task", task.value())
                    .update();
        }
    }

    private String lease(TaskId task) {
        return database.sql("select cast(lease_until as text) from jobs where task_id = :task")
                .param("task", task.value())
                .query(String.class)
                .single();
    }

    private int jobs(String condition) {
        return number("select count(*) from jobs where ended_at is null and " + condition);
    }

    private int number(String query) {
        return database.sql(query).query(Integer.class).single();
    }

    @Test
    void endsFromTheAnswerOfReportService() {
        TaskId task = person.accepted();
        ReportService.running().knows(News.end(task, JobState.FAILED));

        await().atMost(LEASE.plusSeconds(10))
                .until(() -> person.show(task).text("state").equals("failed"));

        assertThat(attempt(task)).isEqualTo(1);
    }

    @Test
    void proposesAbortedAfterTheDeadline() {
        TaskId task = person.accepted();
        database.sql("update jobs set deadline = now() where task_id = :task")
                .param("task", task.value())
                .update();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !published(task, Outcome.class).isEmpty());

        assertThat(published(task, Outcome.class))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Aborted.class,
                        outcome ->
                                assertThat(outcome.reason().code()).isEqualTo("deadline_passed"));
    }

    @Test
    void publishesALostJobAgainAndGivesUpAfterAllTries() throws Exception {
        TaskId task = person.accepted();

        // A worker that takes every job and forgets it.
        try (var forgetful = clients.shareConsumer(Group.VISION)) {
            forgetful.subscribe(List.of(Topic.JOBS.topicName()));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        for (var record : forgetful.poll(Duration.ofMillis(200))) {
                            forgetful.acknowledge(record, AcknowledgeType.ACCEPT);
                            forgetful.commitSync();
                        }
                        reportServiceHasReadAll();
                        return !published(task, Outcome.class).isEmpty();
                    });
        }

        assertThat(published(task, AnalysisRequested.class))
                .extracting(AnalysisRequested::attempt)
                .containsExactly(1, 2);
        assertThat(published(task, Outcome.class).getFirst())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        outcome -> assertThat(outcome.reason().code()).isEqualTo("lost"));
    }

    @Test
    void aLostLogGetsOpenJobsAndConsentsAgain() throws Exception {
        TaskId task = person.accepted();
        await().atMost(Duration.ofSeconds(30)).until(() -> topicId(task) != null);
        String before = topicId(task);

        try (Admin admin = clients.admin()) {
            admin.deleteTopics(List.of(Topic.JOBS.topicName(), Topic.USER_CONSENTS.topicName()))
                    .all()
                    .get();
        }

        await().atMost(Duration.ofSeconds(30))
                .until(() -> topicId(task) != null && !before.equals(topicId(task)));
        assertThat(published(task, AnalysisRequested.class))
                .extracting(AnalysisRequested::attempt)
                .containsExactly(2);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> keys(Topic.USER_CONSENTS).contains(person.user.id().toString()));
    }

    private TaskId figures() {
        var answer = person.api.post(CAPTURES, "{\"metrics\": {\"waist_cm\": 75}}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return TaskId.of(answer.text("capture_id"));
    }

    private static ResultEvent result(TaskId task) {
        return ResultEvent.terminal(
                new ResultEvent.Summary(
                        task,
                        io.dermflow.events.UserId.of("01890000-0000-7000-8000-000000000000"),
                        JobState.REJECTED,
                        "too_dark",
                        1,
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        CAPTURES + "/" + task + "/results"));
    }

    private void reportServiceHasReadAll() throws Exception {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, OffsetSpec> question = new HashMap<>();
            for (int partition = 0; partition < Topic.OUTCOMES.partitions(); partition++) {
                question.put(
                        new TopicPartition(Topic.OUTCOMES.topicName(), partition),
                        OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            admin.listOffsets(question)
                    .all()
                    .get()
                    .forEach((at, end) -> ends.put(at, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(Group.REPORT.groupId(), ends).all().get();
        }
    }

    private <T extends Event> List<T> published(TaskId task, Class<T> type) {
        Topic topic = type == Outcome.class ? Topic.OUTCOMES : Topic.JOBS;
        List<T> events = new ArrayList<>();
        read(
                topic,
                (key, value) -> {
                    if (key.equals(task.toString())) {
                        events.add(EventCodec.decode(value, type));
                    }
                });
        return events;
    }

    private List<String> keys(Topic topic) {
        List<String> keys = new ArrayList<>();
        read(topic, (key, _) -> keys.add(key));
        return keys;
    }

    private void read(Topic topic, java.util.function.BiConsumer<String, byte[]> reader) {
        try (var consumer = clients.viewReader()) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(topic.topicName())
                    .forEach(info ->
                            partitions.add(new TopicPartition(info.topic(), info.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> reader.accept(record.key(), record.value()));
            }
        }
    }

    private TaskId onlyTask() {
        return TaskId.of(
                database.sql("select cast(task_id as text) from captures where user_id = :user")
                        .param("user", person.user.id().value())
                        .query(String.class)
                        .single());
    }

    private String topicId(TaskId task) {
        return database.sql("select topic_id from jobs where task_id = :task")
                .param("task", task.value())
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private int attempt(TaskId task) {
        return database.sql("select attempt from jobs where task_id = :task")
                .param("task", task.value())
                .query(Integer.class)
                .single();
    }
}
