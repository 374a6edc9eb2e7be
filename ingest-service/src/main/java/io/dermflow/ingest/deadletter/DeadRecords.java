package io.dermflow.ingest.deadletter;

import io.dermflow.events.DeadLetter;
import io.dermflow.events.EventCodec;
import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.events.UserId;
import io.dermflow.ingest.account.AccountErased;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The rows of dead letters.
@Component
public class DeadRecords {

    private final JdbcClient database;
    private final Clock clock;

    DeadRecords(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Keeps a dead letter; nothing happens if its record is here already. The capture that it
    /// belongs to can't be erased meanwhile.
    @Transactional
    public void keep(DeadLetter letter) {
        TaskId task = task(letter);
        boolean there = task != null && hold(task);
        boolean keepBytes = task == null || there;
        database.sql(
                        """
                        insert into dead_letters (id, task_id, code, detail, topic, topic_id,
                            partition, log_offset, record_key, value, headers, deliveries,
                            service, died_at)
                        values (uuidv7(), :task, :code, :detail, :topic, :topicId, :partition,
                            :offset, :key, :value, cast(:headers as jsonb), :deliveries, :service,
                            :at)
                        on conflict do nothing
                        """)
                .param("task", there && task != null ? task.value() : null)
                .param("code", letter.problem().code())
                .param("detail", keepBytes ? letter.problem().detail() : null)
                .param("topic", letter.originTopic())
                .param("topicId", letter.originTopicId() == null ? "" : letter.originTopicId())
                .param("partition", letter.originPartition())
                .param("offset", letter.originOffset())
                .param("key", letter.recordKey())
                .param("value", keepBytes ? bytes(letter) : null)
                .param(
                        "headers",
                        keepBytes ? EventCodec.mapper().writeValueAsString(letter.headers()) : "[]")
                .param("deliveries", letter.deliveries())
                .param("service", letter.service())
                .param("at", Timestamp.from(letter.at()))
                .update();
    }

    /// Newest first.
    ///
    /// @param before only older ones than this id
    List<DeadRecord> list(
            @Nullable UUID before, @Nullable String topic, @Nullable String code, int limit) {
        return database.sql(
                        "select "
                                + DeadRecord.LIST_COLUMNS
                                + """
                                from dead_letters
                                where (cast(:before as uuid) is null or id < :before)
                                    and (cast(:topic as text) is null or topic = :topic)
                                    and (cast(:code as text) is null or code = :code)
                                order by id desc limit :limit
                                """)
                .param("before", before)
                .param("topic", topic)
                .param("code", code)
                .param("limit", limit)
                .query(DeadRecord::of)
                .list();
    }

    Optional<DeadRecord> find(UUID id) {
        return database.sql("select " + DeadRecord.COLUMNS + " from dead_letters where id = :id")
                .param("id", id)
                .query(DeadRecord::of)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void redriven(UUID id) {
        database.sql("update dead_letters set redriven_at = :now where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    /// How many were not given back.
    int waiting() {
        return database.sql("select count(*) from dead_letters where redriven_at is null")
                .query(Integer.class)
                .single();
    }

    /// Removes what its topic has forgotten, too.
    ///
    /// @return how many
    public int removeOld() {
        Instant oldest = clock.instant().minus(Topic.DEAD_LETTERS.retention());
        return database.sql("delete from dead_letters where died_at < :oldest")
                .param("oldest", Timestamp.from(oldest))
                .update();
    }

    /// Rows of captures go with them; these are bytes that nobody could read and that hold the
    /// person's id.
    @EventListener
    void on(AccountErased erased) {
        UserId user = erased.userId();
        database.sql("delete from dead_letters where position(:user in value) > 0")
                .param("user", user.toString().getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private boolean hold(TaskId task) {
        return database.sql("select 1 from captures where task_id = :task for key share")
                .param("task", task.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// The letter's own task, or the record's key, which is a task id on the topics of tasks.
    private static @Nullable TaskId task(DeadLetter letter) {
        String key = letter.recordKey();
        if (letter.taskId() != null || key == null || !OfTasks.is(letter.originTopic())) {
            return letter.taskId();
        }
        try {
            return TaskId.of(key);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(DeadLetter letter) {
        String value = letter.valueBase64();
        return value == null ? null : Base64.getDecoder().decode(value);
    }
}
