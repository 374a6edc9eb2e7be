package io.dermflow.ingest.deadletter;

import io.dermflow.events.DeadLetter;
import io.dermflow.events.Group;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.kafka.EventListeners;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads the dead letters into their table, at least once; idempotent by the record's coordinates.
@Configuration(proxyBeanMethods = false)
class DeadLetterListener {

    @Bean
    EventListener<DeadLetter> deadLetterReader(EventListeners listeners, DeadRecords records) {
        return listeners.plain(
                Group.INGEST_DEAD_LETTERS, DeadLetter.class, (letter, _) -> records.keep(letter));
    }
}
