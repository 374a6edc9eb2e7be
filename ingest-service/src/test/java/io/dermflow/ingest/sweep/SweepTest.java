package io.dermflow.ingest.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.ingest.Api;
import io.dermflow.ingest.IngestTest;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.CheckpointKey;
import io.dermflow.kit.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IngestTest
class SweepTest {

    private static final Path BUCKET = Path.of("target/test-objects/raw-captures");

    @LocalServerPort int port;
    @Autowired JdbcClient database;
    @Autowired ObjectStore store;
    @Autowired SweepRows sweepRows;
    @Autowired SweepImages sweepImages;
    @Autowired SweepOrphans sweepOrphans;

    private UserId owner;

    @BeforeEach
    void newOwner() {
        owner = new Api(port).newUser().id();
    }

    @Test
    void removesExpiredImagesAndNotesIt() {
        UUID due = capture("queued", "now() - interval '1 second'");
        UUID kept = capture("queued", "now() + interval '1 hour'");

        sweepImages.sweep();

        assertThat(stored(due)).isFalse();
        assertThat(stored(kept)).isTrue();
        assertThat(imagesDeleted(due)).isTrue();
        assertThat(imagesDeleted(kept)).isFalse();
    }

    @Test
    void removesOrphansOnceTheyAreOldEnough() throws IOException {
        UUID orphan = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        UUID named = capture("queued", "now() + interval '1 hour'");
        put(orphan);
        put(young);
        String foreign = "someone/elses/object.jpg";
        store.put(Bucket.RAW_CAPTURES, owner, foreign, new byte[] {1}, "image/jpeg");
        for (String key : new String[] {key(orphan), key(named), foreign}) {
            Files.setLastModifiedTime(
                    BUCKET.resolve(key),
                    FileTime.from(Instant.now().minus(Duration.ofMinutes(11))));
        }

        sweepOrphans.sweep();

        assertThat(stored(orphan)).isFalse();
        assertThat(stored(young)).isTrue();
        assertThat(stored(named)).isTrue();
        assertThat(store.open(Bucket.RAW_CAPTURES, owner, foreign)).isPresent();
        store.delete(Bucket.RAW_CAPTURES, owner, foreign);
    }

    @Test
    void removesACheckpointWithItsCaptureAndAfterTheDeadline() throws IOException {
        UUID erased = UUID.randomUUID();
        UUID swept = capture("failed", "now() - interval '1 second'");
        UUID late = capture("failed", "now() + interval '1 hour'");
        UUID open = capture("queued", "now() + interval '1 hour'");
        for (UUID task : new UUID[] {erased, swept, late, open}) {
            store.put(
                    Bucket.RAW_CAPTURES,
                    owner,
                    checkpoint(task),
                    new byte[] {1},
                    "application/gzip");
            Duration age = task == late ? Duration.ofMinutes(61) : Duration.ofMinutes(11);
            Files.setLastModifiedTime(
                    BUCKET.resolve(checkpoint(task)), FileTime.from(Instant.now().minus(age)));
        }
        sweepImages.sweep();

        sweepOrphans.sweep();

        assertThat(kept(erased)).isFalse();
        assertThat(kept(swept)).as("its pictures' time was up").isFalse();
        assertThat(kept(late)).as("its task has ended").isFalse();
        assertThat(kept(open)).isTrue();
        assertThat(stored(late)).isTrue();
    }

    @Test
    void removesTrackingByAgeAndKeepsTheCapture() {
        UUID old = ended("succeeded", "2 hours");
        UUID fresh = ended("succeeded", "10 minutes");
        UUID failed = ended("failed", "2 hours");
        UUID oldFailed = ended("aborted", "25 hours");

        sweepRows.sweep();

        assertThat(tracked(old)).isFalse();
        assertThat(tracked(fresh)).isTrue();
        assertThat(tracked(failed)).isTrue();
        assertThat(tracked(oldFailed)).isFalse();
        assertThat(exists("captures", old)).isTrue();
    }

    @Test
    void keepsNoMoreTrackingRowsThanAllowed() {
        UUID oldest = ended("aborted", "23 hours");
        for (int i = 0; i < 500; i++) {
            ended("failed", "1 hour");
        }

        sweepRows.sweep();

        assertThat(tracked(oldest)).isFalse();
    }

    @Test
    void removesOldKeysAndSentEventsButNoWaitingOnes() {
        key("old", "25 hours");
        key("fresh", "23 hours");
        event("skin_analysis", "sent-old", "25 hours");
        event("skin_analysis", "sent-fresh", "23 hours");
        event("user_consents", "consent", "25 hours");
        database.sql(
                        """
                        insert into outbox (topic, record_key, event_type, payload, traceparent,
                            created_at)
                        values ('user_consents', :owner, 't', '{}', '', now() - interval '3 days')
                        """)
                .param("owner", "waiting-" + owner)
                .update();

        sweepRows.sweep();

        assertThat(keys()).isEqualTo(1);
        assertThat(events("sent-old")).isZero();
        assertThat(events("sent-fresh")).isEqualTo(1);
        assertThat(events("consent")).isEqualTo(1);
        assertThat(events("waiting")).isEqualTo(1);
        database.sql("delete from outbox where record_key = :owner")
                .param("owner", "waiting-" + owner)
                .update();
    }

    private UUID ended(String state, String age) {
        UUID task = capture(state, "now() + interval '1 hour'");
        database.sql(
                        """
                        insert into jobs (task_id, request, stages, attempt, lease_until, deadline,
                            ended_at)
                        values (:task, '{}', '{}', 1, now(), now(), now() - cast(:age as interval))
                        """)
                .param("task", task)
                .param("age", age)
                .update();
        return task;
    }

    private UUID capture(String state, String imagesExpireAt) {
        UUID task = UUID.randomUUID();
        put(task);
        database.sql(
                        """
                        insert into captures (task_id, user_id, accepted_at, images,
                            images_expire_at, state, sequence, ended_at)
                        values (:task, :owner, now(), cast(:images as jsonb), %s, :state, 1,
                            case when :state = 'queued' then null else now() end)
                        """
                                .formatted(imagesExpireAt))
                .param("task", task)
                .param("owner", owner.value())
                .param(
                        "images",
                        """
                        [{"kind": "image", "object_key": "%s", "sha256": "00", "bytes": 1,
                          "media_type": "image/jpeg", "width": 1, "height": 1, "orientation": 1,
                          "colour_space": {"kind": "srgb", "assumed": true}}]
                        """
                                .formatted(key(task)))
                .param("state", state)
                .update();
        return task;
    }

    private void put(UUID task) {
        store.put(Bucket.RAW_CAPTURES, owner, key(task), new byte[] {1}, "image/jpeg");
    }

    private static String key(UUID task) {
        return "2026/01/02/" + task + "/image.jpg";
    }

    private boolean stored(UUID task) {
        return store.open(Bucket.RAW_CAPTURES, owner, key(task)).isPresent();
    }

    /// Where the vision stage keeps it.
    private static String checkpoint(UUID task) {
        return CheckpointKey.beside(key(task));
    }

    private boolean kept(UUID task) {
        return store.open(Bucket.RAW_CAPTURES, owner, checkpoint(task)).isPresent();
    }

    private boolean imagesDeleted(UUID task) {
        return database.sql(
                        "select images_deleted_at is not null from captures where task_id = :task")
                .param("task", task)
                .query(Boolean.class)
                .single();
    }

    private boolean tracked(UUID task) {
        return exists("jobs", task);
    }

    private boolean exists(String table, UUID task) {
        return database.sql("select count(*) > 0 from " + table + " where task_id = :task")
                .param("task", task)
                .query(Boolean.class)
                .single();
    }

    private void key(String key, String age) {
        database.sql(
                        """
                        insert into idempotency_keys (user_id, key, holder, created_at)
                        values (:owner, :key, gen_random_uuid(), now() - cast(:age as interval))
                        """)
                .param("owner", owner.value())
                .param("key", key)
                .param("age", age)
                .update();
    }

    private int keys() {
        return database.sql("select count(*) from idempotency_keys where user_id = :owner")
                .param("owner", owner.value())
                .query(Integer.class)
                .single();
    }

    private void event(String topic, String key, String age) {
        database.sql(
                        """
                        insert into outbox (topic, record_key, event_type, payload, traceparent,
                            created_at, sent_at)
                        values (:topic, :key, 't', '{}', '', now() - cast(:age as interval),
                            now() - cast(:age as interval))
                        """)
                .param("topic", topic)
                .param("key", key + "-" + owner)
                .param("age", age)
                .update();
    }

    private int events(String key) {
        return database.sql("select count(*) from outbox where record_key = :key")
                .param("key", key + "-" + owner)
                .query(Integer.class)
                .single();
    }
}
