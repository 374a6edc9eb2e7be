package io.dermflow.report.outcome;

import io.dermflow.events.JobState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the loop counts. Alert on `dermflow.report.rebuilt` that keeps growing (the broker or the
/// database does not settle) and on `dermflow.report.adopted` (a log was lost).
///
/// What alerts watch is there from the start, at 0: a counter that appears with its first event has
/// not grown, and nobody would hear of that event.
@Component
class OutcomeMetrics {

    private final MeterRegistry meters;
    private final Counter adopted;
    private final Counter undecodable;
    private final Counter rebuilt;
    private final Counter putBack;

    OutcomeMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.adopted = meters.counter("dermflow.report.adopted");
        this.undecodable = meters.counter("dermflow.report.undecodable");
        this.rebuilt = meters.counter("dermflow.report.rebuilt");
        this.putBack = meters.counter("dermflow.report.put.back");
        Arrays.stream(JobState.values()).filter(JobState::ended).forEach(this::ends);
    }

    /// After the database commit.
    void decided(List<Decision> decisions) {
        for (Decision decision : decisions) {
            switch (decision) {
                case Decision.Entered entered -> ends(entered.end().state()).increment();
                case Decision.Repeated _ -> count("dermflow.report.repeated");
                case Decision.Adopted _ -> adopted.increment();
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
        undecodable.increment();
    }

    void rebuilt() {
        rebuilt.increment();
    }

    void putBack(int ends) {
        putBack.increment(ends);
    }

    private Counter ends(JobState state) {
        return meters.counter("dermflow.report.outcomes", "state", state.wireName());
    }

    private void count(String name) {
        meters.counter(name).increment();
    }
}
