package io.dermflow.ingest.capacity;

import io.dermflow.events.Group;
import io.dermflow.events.Stage;
import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The broker's own count of open records per stage: the share group's lag, exact, held records
/// included, 5 ms. For one thread.
@Component
class StageBacklogs implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StageBacklogs.class);
    private static final long WAIT_SECONDS = 1;

    private static final Map<Stage, Group> GROUPS =
            Map.of(Stage.VISION, Group.VISION, Stage.NARRATIVE, Group.NARRATIVE);

    private final KafkaClients clients;
    private @Nullable Admin admin;

    StageBacklogs(KafkaClients clients) {
        this.clients = clients;
    }

    /// Empty while the broker does not answer.
    Optional<Map<Stage, Long>> ask() throws InterruptedException {
        Map<Stage, Long> backlogs = new EnumMap<>(Stage.class);
        try {
            for (var group : GROUPS.entrySet()) {
                backlogs.put(group.getKey(), lag(group.getValue()));
            }
            return Optional.of(backlogs);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("backlogs unknown error={}", e.toString());
            return Optional.empty();
        }
    }

    /// The broker knows the lag once a worker was there; before, every record is open.
    private long lag(Group group)
            throws ExecutionException, InterruptedException, TimeoutException {
        var known =
                wait(
                        admin().listShareGroupOffsets(
                                        Map.of(group.groupId(), new ListShareGroupOffsetsSpec()))
                                .partitionsToOffsetInfo(group.groupId()));
        long open = 0;
        for (var end : wait(admin().listOffsets(ends(group.topic())).all()).entrySet()) {
            var info = known.get(end.getKey());
            Optional<Long> lag = info == null ? Optional.empty() : info.lag();
            open += lag.orElse(end.getValue().offset());
        }
        return open;
    }

    private static Map<TopicPartition, OffsetSpec> ends(Topic topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            ends.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
        }
        return ends;
    }

    private static <T> T wait(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private Admin admin() {
        Admin current = admin == null ? clients.admin() : admin;
        admin = current;
        return current;
    }

    @Override
    public void destroy() {
        Admin current = admin;
        if (current != null) {
            current.close(Duration.ofMillis(500));
        }
    }
}
