package io.dermflow.vision.model;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down until the active model is loaded and warm. When a newer manifest was refused the old
/// version goes on: up, with the reason as a detail. Up where this worker runs no models.
@Component("models")
class ModelHealth implements HealthIndicator {

    private final ObjectProvider<ActiveModels> models;

    ModelHealth(ObjectProvider<ActiveModels> models) {
        this.models = models;
    }

    @Override
    public Health health() {
        ActiveModels here = models.getIfAvailable();
        if (here == null) {
            return Health.up().build();
        }
        var health = here.loaded() ? Health.up() : Health.down();
        here.trouble().ifPresent(why -> health.withDetail("trouble", why));
        return health.build();
    }
}
