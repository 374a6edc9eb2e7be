package io.dermflow.ingest.deadletter;

import io.dermflow.events.TaskId;
import io.dermflow.events.Topic;
import io.dermflow.ingest.audit.AuditTrail;
import io.dermflow.ingest.reconcile.PublishAgain;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives a dead letter back, as far as that is honest:
///
/// - a job or findings record whose task is open: the job is published again as a new attempt, from
///   what ingest knows of it, so that the task ends properly;
/// - one whose task has ended: refused, because the first end of a task stands;
/// - any other record: its own bytes go to its topic once more, for readers that can read them now.
///
/// Failure semantics: what was published and not yet noted may be published again; every reader is
/// idempotent.
@Service
class Redrive {

    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);
    private static final long ACK_SECONDS = 10;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final DeadRecords records;
    private final PublishAgain publishAgain;
    private final EventPublisher publisher;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    Redrive(
            DeadRecords records,
            PublishAgain publishAgain,
            EventPublisher publisher,
            AuditTrail audit,
            TransactionTemplate transactions) {
        this.records = records;
        this.publishAgain = publishAgain;
        this.publisher = publisher;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// @param done `job_published_again` or `record_published_again`
    /// @param attempt of the job, when that is what was published
    record Redriven(UUID id, @Nullable TaskId taskId, String done, @Nullable Integer attempt) {}

    /// @param actor a user id or `service:<client id>`
    /// @throws ApiProblem 404 for an unknown id, 409 `already_ended` when the task has its end, 410
    ///   `bytes_gone` when the record was not kept, 503 when Kafka is away
    Redriven redrive(UUID id, String actor) {
        DeadRecord record = records.find(id).orElseThrow(() -> ApiProblem.notFound("dead letter"));
        TaskId task = record.taskId();
        Redriven done =
                task != null && OfTasks.isWorkedOn(record.origin().topic())
                        ? job(record, task, actor)
                        : bytes(record, actor);
        LOG.info("redriven deadLetter={} done={} taskId={}", id, done.done(), task);
        return done;
    }

    private Redriven job(DeadRecord record, TaskId task, String actor) {
        return transactions.execute(_ -> {
            OptionalInt attempt = publishAgain.asNewAttempt(task);
            if (attempt.isEmpty()) {
                throw ended(task);
            }
            return noted(record, "job_published_again", attempt.getAsInt(), actor);
        });
    }

    private Redriven bytes(DeadRecord record, String actor) {
        Topic topic = OfTasks.topic(record.origin().topic()).orElseThrow(Redrive::gone);
        byte[] value = record.value();
        if (value == null) {
            throw gone();
        }
        publish(topic, record, value);
        return transactions.execute(_ -> noted(record, "record_published_again", null, actor));
    }

    private void publish(Topic topic, DeadRecord dead, byte[] value) {
        String key = dead.recordKey();
        var record =
                key == null
                        ? new ProducerRecord<String, byte[]>(topic.topicName(), value)
                        : new ProducerRecord<>(topic.topicName(), key, value);
        dead.headers()
                .forEach(
                        header -> record.headers().add(header.name(), headerBytes(header.value())));
        try {
            publisher.send(record, topic).get(ACK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw away(e);
        }
    }

    private Redriven noted(
            DeadRecord record, String done, @Nullable Integer attempt, String actor) {
        records.redriven(record.id());
        audit.record(
                actor,
                "dead_letter_redriven",
                "dead_letter:" + record.id(),
                Map.of("done", done, "topic", record.origin().topic()));
        return new Redriven(record.id(), record.taskId(), done, attempt);
    }

    private static byte @Nullable [] headerBytes(@Nullable String value) {
        return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    }

    private static ApiProblem ended(TaskId task) {
        return new ApiProblem(
                        HttpStatus.CONFLICT,
                        "already_ended",
                        "The task has its end, and the first end stands; the photo can be"
                                + " submitted again as a new capture.")
                .with("task_id", task.toString());
    }

    private static ApiProblem gone() {
        return new ApiProblem(
                HttpStatus.GONE,
                "bytes_gone",
                "The record's bytes were not kept: it belongs to nothing that is still here.");
    }

    private static ApiProblem away(Exception cause) {
        return ApiProblem.unavailable(
                        "kafka_unavailable", "Kafka did not take the record; try again.", SOON)
                .causedBy(cause);
    }
}
