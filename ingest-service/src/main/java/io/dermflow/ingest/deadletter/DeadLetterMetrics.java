package io.dermflow.ingest.deadletter;

import io.dermflow.ingest.database.DatabaseGauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// `dermflow.dead_letters.waiting`: dead letters that are kept and were not given back; alert when
/// it grows. NaN while the database is away.
@Component
class DeadLetterMetrics implements MeterBinder {

    private final DeadRecords records;

    DeadLetterMetrics(DeadRecords records) {
        this.records = records;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        DatabaseGauge.builder("dermflow.dead_letters.waiting", records::waiting).register(registry);
    }
}
