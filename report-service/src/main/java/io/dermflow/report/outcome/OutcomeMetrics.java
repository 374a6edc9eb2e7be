package io.dermflow.report.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the loop counts. Alert on `dermflow.report.rebuilt` that keeps growing (the broker or the
/// database does not settle) and on `dermflow.report.adopted` (a log was lost).
@Component
class OutcomeMetrics {

    private final MeterRegistry meters;

    OutcomeMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /// After the database commit.
    void decided(List<Decision> decisions) {
        for (Decision decision : decisions) {
            switch (decision) {
                case Decision.Entered entered ->
                        count(
                                "dermflow.report.outcomes",
                                "state",
                                entered.end().state().wireName());
                case Decision.Repeated _ -> count("dermflow.report.repeated");
                case Decision.Adopted _ -> count("dermflow.report.adopted");
                case Decision.Upgraded _ -> count("dermflow.report.upgraded");
                case Decision.Dropped _ -> count("dermflow.report.dropped");
            }
        }
    }

    /// After the Kafka commit.
    void published(int events, Duration transaction) {
        meters.counter("dermflow.report.published").increment(events);
        meters.timer("dermflow.report.transaction").record(transaction);
    }

    void buried() {
        count("dermflow.report.undecodable");
    }

    void rebuilt() {
        count("dermflow.report.rebuilt");
    }

    void putBack(int ends) {
        meters.counter("dermflow.report.put.back").increment(ends);
    }

    private void count(String name, String... tags) {
        meters.counter(name, tags).increment();
    }
}
