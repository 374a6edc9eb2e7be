package io.dermflow.vision.consent;

import io.dermflow.kit.kafka.ConsentView;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down until the consents have been read once: before that no job may be worked on.
@Component("consents")
class ConsentHealth implements HealthIndicator {

    private final ConsentView consents;

    ConsentHealth(ConsentView consents) {
        this.consents = consents;
    }

    @Override
    public Health health() {
        return consents.caughtUp() ? Health.up().build() : Health.down().build();
    }
}
