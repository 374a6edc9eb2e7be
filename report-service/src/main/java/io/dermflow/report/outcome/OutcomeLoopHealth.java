package io.dermflow.report.outcome;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down when nobody decides ends any more: the process must be replaced.
class OutcomeLoopHealth implements HealthIndicator {

    private final OutcomeLoop loop;

    OutcomeLoopHealth(OutcomeLoop loop) {
        this.loop = loop;
    }

    @Override
    public Health health() {
        String trouble = loop.trouble();
        return trouble == null
                ? Health.up().build()
                : Health.down().withDetail("error", trouble).build();
    }
}
