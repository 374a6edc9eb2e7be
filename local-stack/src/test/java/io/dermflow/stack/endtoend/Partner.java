package io.dermflow.stack.endtoend;

import io.dermflow.stack.part.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A reader of the public topic: reads committed results from the beginning of the present log.
final class Partner {

    private Partner() {}

    /// Task id to its result events, as the present log has them.
    static Map<String, List<String>> results() {
        return records("skin_analysis_results");
    }

    /// Key to values of any topic.
    static Map<String, List<String>> records(String topic) {
        Map<String, List<String>> events = new HashMap<>();
        try (Consumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                events.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                                        .add(record.value()));
            }
        }
        return events;
    }

    /// How many records the topic holds by its offsets, markers included.
    static long endOffset(String topic) {
        try (Consumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static Consumer<String, String> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "bootstrap.servers", "127.0.0.1:" + Suite.stack().address(Part.KAFKA).getPort());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("key.deserializer", StringDeserializer.class);
        settings.put("value.deserializer", StringDeserializer.class);
        return new KafkaConsumer<>(settings);
    }
}
