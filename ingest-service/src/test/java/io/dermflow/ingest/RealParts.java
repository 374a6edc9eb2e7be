package io.dermflow.ingest;

import io.dermflow.kit.testing.TestPostgres;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Points the service at the tests' real PostgreSQL, with role and schema `ingest` as in
/// production, and at their report-service.
public final class RealParts
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ROLE = "ingest";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + TestPostgres.url(ROLE),
                        "spring.datasource.username=" + ROLE,
                        "spring.datasource.password=" + ROLE,
                        "dermflow.capture.report-url=" + ReportService.running().url())
                .applyTo(context);
    }
}
