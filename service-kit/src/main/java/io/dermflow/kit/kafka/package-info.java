/// Kafka clients with settings that survive a wiped broker: start with
/// [io.dermflow.kit.kafka.KafkaClients].
@NullMarked
package io.dermflow.kit.kafka;

import org.jspecify.annotations.NullMarked;
