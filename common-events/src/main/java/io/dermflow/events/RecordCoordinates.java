package io.dermflow.events;

/// Names one record of one log for ever: a topic that was deleted and made again has another id.
///
/// @param topicId Kafka's topic id in its Base64 form
public record RecordCoordinates(String topic, String topicId, int partition, long offset) {}
