/// One Kafka broker (KRaft) in a JVM of its own: [io.dermflow.stack.kafka.KafkaNode] is what runs
/// there, [io.dermflow.stack.kafka.KafkaRecipe] is how the launcher starts it.
@NullMarked
package io.dermflow.stack.kafka;

import org.jspecify.annotations.NullMarked;
