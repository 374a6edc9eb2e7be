package io.dermflow.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermflow.events.DeadLetter;
import io.dermflow.events.EventCodec;
import io.dermflow.events.JobState;
import io.dermflow.events.Reason;
import io.dermflow.events.Stage;
import io.dermflow.events.StageProgress;
import io.dermflow.events.TaskEnd;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.ingest.capture.CaptureTesting;
import io.dermflow.ingest.progress.FollowJob;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.kit.testing.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Dead letters from the topic to the table and back, on a real broker.
@IngestTest
@DirtiesContext
class RedriveTest {

    private static final String DOOR = "/api/v1/admin/dead-letters";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicLong OFFSET = new AtomicLong();

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired EventPublisher publisher;
    @Autowired TopicWatch topics;
    @Autowired FollowJob followJob;
    @Autowired DeadRecords records;
    @Autowired MeterRegistry meters;

    private CaptureTesting person;
    private Api admin;

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry properties) {
        properties.add("dermflow.kafka.bootstrap-servers", () -> TestBroker.shared().address());
        properties.add("dermflow.app.replica", () -> "redrive-1");
        properties.add("dermflow.upload.spool-dir", () -> "target/test-spool/redrive");
    }

    @BeforeEach
    void people() {
        await().atMost(Duration.ofSeconds(30)).until(topics::complete);
        person = new CaptureTesting(port, database);
        admin = person.admin();
    }

    @Test
    void aRecordThatWasBuriedTwiceIsKeptOnce() {
        TaskId task = person.accepted();
        DeadLetter letter = letter(Topic.JOBS, task.toString(), "{}");

        publisher.sendAndAwait(letter);
        publisher.sendAndAwait(letter);
        DeadLetter next = letter(Topic.JOBS, task.toString(), "{}");
        publisher.sendAndAwait(next);
        String id = kept(next);

        assertThat(rowsOf(letter)).isEqualTo(1);
        Api.Answer shown = admin.get(DOOR + "/" + id);
        assertThat(shown.text("task_id")).isEqualTo(task.toString());
        assertThat(shown.body().at("/problem/code").asString()).isEqualTo("undecodable");
        assertThat(Base64.getDecoder().decode(shown.text("value"))).asString().isEqualTo("{}");
        assertThat(admin.get(DOOR + "?topic=skin_analysis&limit=1").body().at("/dead_letters/0/id"))
                .isEqualTo(shown.body().path("id"));
        assertThat(admin.get(DOOR + "?limit=0").status()).isEqualTo(400);
        assertThat(admin.get(DOOR + "?limit=201").code()).isEqualTo("invalid_request");
        assertThat(admin.get(DOOR + "?code=no_such_code").body().path("dead_letters").size())
                .isZero();
    }

    @Test
    void theJobOfAnOpenTaskIsPublishedAgainAsANewAttempt() {
        TaskId task = person.accepted();
        double before = waiting();
        String id = buried(letter(Topic.FINDINGS, task.toString(), "not json"));
        assertThat(waiting()).isEqualTo(before + 1);

        Api.Answer answer = admin.post(DOOR + "/" + id + "/redrive", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(waiting()).as("one that was given back waits no longer").isEqualTo(before);
        assertThat(answer.text("done")).isEqualTo("job_published_again");
        assertThat(attemptsInOutbox(task)).containsExactly(1, 2);
        assertThat(admin.get(DOOR + "/" + id).text("redriven_at")).isNotEmpty();
        assertThat(
                        database.sql("select count(*) from audit where resource = :resource")
                                .param("resource", "dead_letter:" + id)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void aTaskThatHasEndedStaysEnded() {
        TaskId task = person.accepted();
        followJob.ended(
                new TaskEnd(
                        task,
                        JobState.FAILED,
                        new Reason("tries_used_up", null),
                        1,
                        Instant.EPOCH));
        String id = buried(letter(Topic.JOBS, task.toString(), "{}"));

        Api.Answer answer = admin.post(DOOR + "/" + id + "/redrive", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("already_ended");
        assertThat(attemptsInOutbox(task)).containsExactly(1);
    }

    @Test
    void anyOtherRecordGoesBackToItsTopicAsItWas() {
        TaskId task = person.accepted();
        var started =
                StageProgress.whole(
                        task, 1, Stage.VISION, StageProgress.State.STARTED, null, Instant.EPOCH);
        String bytes = new String(EventCodec.encode(started), StandardCharsets.UTF_8);
        String id = buried(letter(Topic.PROGRESS, task.toString(), bytes));

        Api.Answer answer = admin.post(DOOR + "/" + id + "/redrive", "");

        assertThat(answer.text("done")).isEqualTo("record_published_again");
        await().atMost(PATIENCE).until(() -> person.show(task).text("state").equals("processing"));
    }

    @Test
    void anErasureTakesTheBytesWithIt() {
        TaskId task = person.accepted();
        String before = buried(letter(Topic.JOBS, task.toString(), "{}"));
        String unnamed = buried(letter(Topic.USER_CONSENTS, null, "x" + person.user.id() + "x"));

        person.api.delete(CaptureTesting.CAPTURES + "/" + task);
        String after = buried(letter(Topic.JOBS, task.toString(), "{}"));
        person.api.post("/api/v1/me/delete", "");

        assertThat(admin.get(DOOR + "/" + before).status()).isEqualTo(404);
        assertThat(admin.get(DOOR + "/" + unnamed).status()).isEqualTo(404);
        assertThat(admin.get(DOOR + "/" + after).body().has("value")).isFalse();
        Api.Answer answer = admin.post(DOOR + "/" + after + "/redrive", "");
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.code()).isEqualTo("bytes_gone");
    }

    @Test
    void nothingIsKeptLongerThanItsTopicKeepsIt() {
        String id = buried(letter(Topic.USER_CONSENTS, null, "{}"));
        database.sql("update dead_letters set died_at = now() - interval '15 days' where id = :id")
                .param("id", UUID.fromString(id))
                .update();

        records.removeOld();

        assertThat(admin.get(DOOR + "/" + id).status()).isEqualTo(404);
    }

    private double waiting() {
        return meters.get("dermflow.dead_letters.waiting").gauge().value();
    }

    private String buried(DeadLetter letter) {
        publisher.sendAndAwait(letter);
        return kept(letter);
    }

    private String kept(DeadLetter letter) {
        await().atMost(PATIENCE).until(() -> rowsOf(letter) == 1);
        return database.sql("select id from dead_letters where log_offset = :offset")
                .param("offset", letter.originOffset())
                .query(String.class)
                .single();
    }

    private int rowsOf(DeadLetter letter) {
        return database.sql("select count(*) from dead_letters where log_offset = :offset")
                .param("offset", letter.originOffset())
                .query(Integer.class)
                .single();
    }

    private List<Integer> attemptsInOutbox(TaskId task) {
        return database.sql(
                        """
                        select cast(convert_from(payload, 'UTF8')::jsonb ->> 'attempt' as integer)
                        from outbox where record_key = :task and topic = 'skin_analysis' order by id
                        """)
                .param("task", task.toString())
                .query(Integer.class)
                .list();
    }

    private static DeadLetter letter(Topic topic, @Nullable String key, String value) {
        return new DeadLetter(
                null,
                new Reason("undecodable", "It could not be read."),
                topic.topicName(),
                null,
                0,
                OFFSET.incrementAndGet(),
                key,
                Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)),
                List.of(new DeadLetter.Header("ce_id", "1")),
                1,
                "vision",
                Instant.now());
    }
}
