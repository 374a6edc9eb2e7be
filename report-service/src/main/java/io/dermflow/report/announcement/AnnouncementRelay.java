package io.dermflow.report.announcement;

import io.dermflow.events.RecordCoordinates;
import io.dermflow.events.Topic;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.kafka.EventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends the outbox to `skin_analysis_results`, in order, at least once. One replica at a time: the
/// others find the lock taken and pass.
///
/// Failure semantics: rows up to the first missing ack are marked sent, the others wait for the
/// next round; a crash before the mark sends again, and consumers drop it by `ce_id`.
@Component
class AnnouncementRelay {

    private static final int BATCH = 200;
    private static final long ACK_SECONDS = 6;

    private final Announcements announcements;
    private final EventPublisher publisher;
    private final TransactionTemplate transaction;

    AnnouncementRelay(
            Announcements announcements,
            EventPublisher publisher,
            TransactionTemplate transaction) {
        this.announcements = announcements;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /// One round.
    void relay() {
        transaction.executeWithoutResult(_ -> {
            if (announcements.mayRelay()) {
                List<Long> sent = send(announcements.waiting(BATCH));
                if (!sent.isEmpty()) {
                    announcements.sent(sent);
                }
            }
        });
    }

    private List<Long> send(List<Announcements.Waiting> waiting) {
        List<CompletableFuture<RecordCoordinates>> acks = new ArrayList<>();
        for (var row : waiting) {
            acks.add(
                    publisher.send(
                            publisher.record(row.event(), row.traceparent()), Topic.RESULTS));
        }
        List<Long> sent = new ArrayList<>();
        for (int i = 0; i < acks.size() && acked(acks.get(i)); i++) {
            sent.add(waiting.get(i).id());
        }
        return sent;
    }

    private static boolean acked(CompletableFuture<RecordCoordinates> ack) {
        try {
            ack.get(ACK_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailable("kafka", "interrupted while sending", e);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
