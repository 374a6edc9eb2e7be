package io.dermflow.ingest.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class DatabaseGaugeTest {

    private boolean away;

    @Test
    void isAskedForEachTimeAndNaNOnlyWhileTheDatabaseIsAway() {
        var gauge = DatabaseGauge.builder("any", this::figure).register(new SimpleMeterRegistry());
        assertThat(gauge.value()).isEqualTo(7);

        away = true;
        assertThat(gauge.value()).isNaN();

        away = false;
        assertThat(gauge.value()).isEqualTo(7);
    }

    private double figure() {
        if (away) {
            throw new CannotGetJdbcConnectionException("scripted");
        }
        return 7;
    }
}
