package io.dermflow.ingest.reconcile;

import io.dermflow.ingest.database.DatabaseGauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// `dermflow.jobs.open`: jobs that have not ended; alert when it grows for long. Beside it stand
/// the counters `dermflow.jobs.republished` (alert on any: Kafka lost something) and
/// `dermflow.jobs.ended_by_answer`. NaN while the database is away.
@Component
class ReconcileMetrics implements MeterBinder {

    private final DueJobs jobs;

    ReconcileMetrics(DueJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        DatabaseGauge.builder("dermflow.jobs.open", jobs::open).register(registry);
        registry.counter("dermflow.jobs.republished");
        registry.counter("dermflow.jobs.ended_by_answer");
    }
}
