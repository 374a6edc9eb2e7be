package io.dermflow.report.access;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts what is fetched, by what it was. Thread-safe.
@Component
public class Downloads {

    private final MeterRegistry meters;

    Downloads(MeterRegistry meters) {
        this.meters = meters;
    }

    /// @param what `result`, `report_json`, `report_text` or `artifact`
    public void count(String what) {
        meters.counter("dermflow.report.downloads", "what", what).increment();
    }
}
