package io.dermflow.ingest.capture;

import io.dermflow.ingest.database.DatabaseGauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// `dermflow.captures.queued`: captures that no stage has begun; alert when it grows while workers
/// are up. NaN while the database is away.
@Component
class CaptureMetrics implements MeterBinder {

    private final JdbcClient database;

    CaptureMetrics(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        DatabaseGauge.builder("dermflow.captures.queued", this::queued).register(registry);
    }

    private double queued() {
        return database.sql("select count(*) from captures where state = 'queued'")
                .query(Integer.class)
                .single();
    }
}
