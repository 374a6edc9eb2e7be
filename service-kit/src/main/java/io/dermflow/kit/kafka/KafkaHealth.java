package io.dermflow.kit.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the last look at the topics succeeded. A service that may not create topics (a managed
/// Kafka) waits here and says what is missing.
class KafkaHealth implements HealthIndicator {

    private final TopicWatch topics;

    KafkaHealth(TopicWatch topics) {
        this.topics = topics;
    }

    @Override
    public Health health() {
        return topics.trouble()
                .map(trouble -> Health.down().withDetail("error", trouble).build())
                .orElseGet(() -> Health.up().build());
    }
}
