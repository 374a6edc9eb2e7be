package io.dermflow.ingest.reconcile;

import io.dermflow.events.Group;
import io.dermflow.events.Topic;
import io.dermflow.kit.http.DependencyUnavailable;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Asks the broker where the pipeline stands: a handful of admin calls, some 10 ms. Upstream groups
/// are asked first, so that a record that moves on meanwhile is seen in the next group and never
/// missed. For one thread.
@Component
class ReadStand implements DisposableBean {

    private static final long WAIT_SECONDS = 3;

    private final KafkaClients clients;
    private final TopicWatch topics;
    private @Nullable Admin admin;

    ReadStand(KafkaClients clients, TopicWatch topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /// @throws DependencyUnavailable when the broker does not answer, or the log was changing
    Stand read() throws InterruptedException {
        String topicId =
                topics.idOf(Topic.JOBS)
                        .orElseThrow(
                                () -> new DependencyUnavailable("kafka", "not seen yet", null));
        try {
            Map<Integer, Long> firstOpen = firstOpen();
            long behind = shareLag(Group.NARRATIVE) + lag(Group.REPORT);
            if (!topicId.equals(topicIdNow())) {
                throw new DependencyUnavailable("kafka", "the log is changing", null);
            }
            return new Stand(topicId, firstOpen, behind);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new DependencyUnavailable("kafka", "the groups can't be asked", e);
        }
    }

    /// The group's start offset stays behind at the last records that it has finished (seen on
    /// 4.2.1), its lag does not: without lag all that was there before is done.
    private Map<Integer, Long> firstOpen()
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> ends = endOffsets(Group.VISION.topic());
        Map<Integer, Long> firstOpen = new HashMap<>();
        shareOffsets(Group.VISION)
                .forEach((partition, info) -> {
                    long end = ends.getOrDefault(partition, 0L);
                    long start = info.startOffset();
                    boolean allDone = info.lag().isPresent() && info.lag().get() == 0;
                    firstOpen.put(partition.partition(), allDone ? Math.max(start, end) : start);
                });
        return firstOpen;
    }

    private long shareLag(Group group)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, SharePartitionOffsetInfo> infos = shareOffsets(group);
        long lag = 0;
        for (var end : endOffsets(group.topic()).entrySet()) {
            var info = infos.get(end.getKey());
            long start = info == null ? 0 : info.startOffset();
            // The broker knows the lag once the group has been initialised.
            lag += info == null ? end.getValue() : info.lag().orElse(end.getValue() - start);
        }
        return lag;
    }

    private long lag(Group group)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                wait(
                        admin().listConsumerGroupOffsets(group.groupId())
                                .partitionsToOffsetAndMetadata());
        long lag = 0;
        for (var end : endOffsets(group.topic()).entrySet()) {
            var done = committed.get(end.getKey());
            lag += end.getValue() - (done == null ? 0 : done.offset());
        }
        return lag;
    }

    private Map<TopicPartition, SharePartitionOffsetInfo> shareOffsets(Group group)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, SharePartitionOffsetInfo> known = new HashMap<>();
        wait(admin().listShareGroupOffsets(Map.of(group.groupId(), new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetInfo(group.groupId()))
                .forEach((partition, info) -> {
                    if (info != null) {
                        known.put(partition, info);
                    }
                });
        return known;
    }

    private Map<TopicPartition, Long> endOffsets(Topic topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            question.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        wait(admin().listOffsets(question).all())
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    private String topicIdNow() throws ExecutionException, InterruptedException, TimeoutException {
        String name = Topic.JOBS.topicName();
        var described = wait(admin().describeTopics(java.util.List.of(name)).allTopicNames());
        var description = described.get(name);
        return description == null ? "" : description.topicId().toString();
    }

    private static <T> T wait(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private Admin admin() {
        Admin current = admin;
        if (current == null) {
            current = clients.admin();
            admin = current;
        }
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
