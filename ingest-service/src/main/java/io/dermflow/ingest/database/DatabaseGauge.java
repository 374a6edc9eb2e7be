package io.dermflow.ingest.database;

import io.micrometer.core.instrument.Gauge;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/// A figure that the database is asked for whenever somebody looks; NaN while it is away, which
/// `DatabaseAway` alerts on.
public final class DatabaseGauge {

    private DatabaseGauge() {}

    /// @param figure asks the database
    public static Gauge.Builder<Supplier<Number>> builder(String name, DoubleSupplier figure) {
        return Gauge.builder(name, () -> unlessAway(figure));
    }

    private static double unlessAway(DoubleSupplier figure) {
        try {
            return figure.getAsDouble();
        } catch (DataAccessException away) {
            return Double.NaN;
        }
    }
}
