package io.dermflow.ingest.outbox;

import io.dermflow.events.RecordCoordinates;
import io.dermflow.kit.kafka.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Sends what waits in the outbox, at least once. A batch holds only the oldest waiting row of each
/// key, locked and skipped when another replica has it, so that one key's events are sent in order
/// by any number of replicas.
///
/// Failure semantics: rows are marked only on the broker's ack, also those of a batch that failed
/// in part. A row whose ack was lost, or that was under way while the log changed, is sent again.
@Service
class SendOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(SendOutbox.class);
    private static final int BATCH = 200;
    private static final long ACK_SECONDS = 8;

    private final JdbcClient database;
    private final EventPublisher publisher;
    private final List<OnAcknowledged> listeners;

    SendOutbox(JdbcClient database, EventPublisher publisher, List<OnAcknowledged> listeners) {
        this.database = database;
        this.publisher = publisher;
        this.listeners = List.copyOf(listeners);
    }

    /// How a batch went.
    record Sent(int claimed, int acknowledged) {
        boolean nothingToDo() {
            return claimed == 0;
        }

        boolean troubled() {
            return acknowledged < claimed;
        }
    }

    private record UnderWay(OutboxRow row, CompletableFuture<RecordCoordinates> ack) {}

    /// Sends one batch and waits for its acks.
    @Transactional
    public Sent sendBatch() throws InterruptedException {
        List<OutboxRow> rows = claim();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ACK_SECONDS);
        int acknowledged = 0;
        for (UnderWay sent : send(rows)) {
            RecordCoordinates where = await(sent, deadline);
            if (where != null) {
                mark(sent.row(), where);
                acknowledged++;
            }
        }
        return new Sent(rows.size(), acknowledged);
    }

    private List<OutboxRow> claim() {
        return database.sql(
                        """
                        select id, topic, record_key, payload, traceparent from outbox o
                        where sent_at is null and not exists (
                            select 1 from outbox earlier
                            where earlier.sent_at is null and earlier.record_key = o.record_key
                                and earlier.id < o.id)
                        order by id limit :batch for update skip locked
                        """)
                .param("batch", BATCH)
                .query(OutboxRow::of)
                .list();
    }

    /// Stops at the first failure: with the broker away each further send would block in turn.
    private List<UnderWay> send(List<OutboxRow> rows) {
        List<UnderWay> underWay = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            CompletableFuture<RecordCoordinates> ack = send(row);
            underWay.add(new UnderWay(row, ack));
            if (ack.isCompletedExceptionally()) {
                break;
            }
        }
        return underWay;
    }

    private CompletableFuture<RecordCoordinates> send(OutboxRow row) {
        try {
            return publisher.send(publisher.record(row.event(), row.traceparent()), row.topic());
        } catch (org.apache.kafka.common.KafkaException
                | org.springframework.kafka.KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Null when the record may not be there, or in a log that is gone.
    private static @Nullable RecordCoordinates await(UnderWay sent, long deadline)
            throws InterruptedException {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            RecordCoordinates where = sent.ack().get(left, TimeUnit.NANOSECONDS);
            return where.topicId().isEmpty() ? null : where;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "event not acknowledged, sent again id={} key={} error={}",
                    sent.row().id(),
                    sent.row().key(),
                    e.toString());
            return null;
        }
    }

    private void mark(OutboxRow row, RecordCoordinates where) {
        database.sql(
                        """
                        update outbox set sent_at = now(), topic_id = :topicId,
                            partition = :partition, log_offset = :offset
                        where id = :id
                        """)
                .param("topicId", where.topicId())
                .param("partition", where.partition())
                .param("offset", where.offset())
                .param("id", row.id())
                .update();
        listeners.forEach(listener -> listener.acknowledged(row.topic(), row.key(), where));
    }
}
