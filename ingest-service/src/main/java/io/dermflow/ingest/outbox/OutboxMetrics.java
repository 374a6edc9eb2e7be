package io.dermflow.ingest.outbox;

import io.dermflow.ingest.database.DatabaseGauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// `dermflow.outbox.age`: seconds the oldest event has waited; alert above 60. NaN while the
/// database is away.
@Component
class OutboxMetrics implements MeterBinder {

    private final JdbcClient database;

    OutboxMetrics(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        DatabaseGauge.builder("dermflow.outbox.age", this::ageSeconds)
                .baseUnit("seconds")
                .register(registry);
    }

    private double ageSeconds() {
        return database.sql(
                        """
                        select coalesce(extract(epoch from now() - min(created_at)), 0)
                        from outbox where sent_at is null
                        """)
                .query(Double.class)
                .single();
    }
}
