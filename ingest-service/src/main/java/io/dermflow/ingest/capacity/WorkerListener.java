package io.dermflow.ingest.capacity;

import io.dermflow.events.Group;
import io.dermflow.events.WorkerStanding;
import io.dermflow.kit.kafka.EventListener;
import io.dermflow.kit.kafka.EventListeners;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Hears what workers have to offer. What was said long ago (ingest was away meanwhile) is passed
/// over: it would bring dead workers back.
@Configuration(proxyBeanMethods = false)
class WorkerListener {

    /// Wide enough for clocks that differ.
    private static final Duration FRESH = Duration.ofMinutes(1);

    @Bean
    EventListener<WorkerStanding> workerStandings(
            EventListeners listeners, Workers workers, Clock clock) {
        return listeners.plain(
                Group.INGEST_WORKERS,
                WorkerStanding.class,
                (standing, _) -> {
                    if (standing.at().isAfter(clock.instant().minus(FRESH))) {
                        workers.heard(standing);
                    }
                });
    }
}
