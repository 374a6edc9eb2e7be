package io.dermflow.ingest.capacity;

import io.dermflow.ingest.background.BackgroundLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The thread that measures the load.
@Configuration(proxyBeanMethods = false)
class CapacityConfiguration {

    @Bean
    BackgroundLoop capacityLoop(PlanCapacity planCapacity, CapacityProperties properties) {
        Duration round = properties.round();
        return new BackgroundLoop(
                "capacity",
                BackgroundLoop.AFTER_REQUESTS,
                round,
                () -> {
                    planCapacity.measure();
                    TimeUnit.NANOSECONDS.sleep(round.toNanos());
                });
    }
}
