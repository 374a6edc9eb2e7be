package io.dermflow.vision.pump;

import io.dermflow.events.Topic;
import io.dermflow.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Everything that ever came on some topics.
public final class TopicReader implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    public TopicReader(KafkaClients clients, Topic... topics) {
        consumer = clients.viewReader();
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            for (int i = 0; i < topic.partitions(); i++) {
                partitions.add(new TopicPartition(topic.topicName(), i));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// What was seen with this key on this topic, after it was enough or the limit has passed.
    public List<ConsumerRecord<String, byte[]>> await(
            Topic topic,
            String key,
            Predicate<List<ConsumerRecord<String, byte[]>>> enough,
            Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var found =
                    seen.stream()
                            .filter(record ->
                                    record.topic().equals(topic.topicName())
                                            && key.equals(record.key()))
                            .toList();
            if (enough.test(found) || System.nanoTime() > end) {
                return found;
            }
            consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
        }
    }

    /// What was seen on this topic up to now.
    public List<ConsumerRecord<String, byte[]>> all(Topic topic) {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return seen.stream().filter(record -> record.topic().equals(topic.topicName())).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
