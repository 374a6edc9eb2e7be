package io.dermflow.vision.model;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down until the active model is loaded and warm. When a newer manifest was refused the old version
/// goes on: up, with the reason as a detail.
class ModelHealth implements HealthIndicator {

    private final ActiveModels models;

    ModelHealth(ActiveModels models) {
        this.models = models;
    }

    @Override
    public Health health() {
        var health = models.loaded() ? Health.up() : Health.down();
        models.trouble().ifPresent(why -> health.withDetail("trouble", why));
        return health.build();
    }
}
