package io.dermflow.report.parts;

import io.dermflow.kit.testing.TestBroker;
import io.dermflow.kit.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Points the service at the tests' own broker, database, store and neighbours.
public class RealParts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path folder = folder();
        TestPropertyValues.of(
                        "spring.datasource.url=" + TestPostgres.url("report"),
                        "spring.datasource.username=report",
                        "spring.datasource.password=report",
                        "dermflow.kafka.bootstrap-servers=" + TestBroker.shared().address(),
                        "dermflow.store.kind=file:" + folder.resolve("objects"),
                        "dermflow.report.access.ingest=" + Ingest.uri(),
                        "dermflow.report.link.key-file=" + folder.resolve("keys/signing.key"))
                .applyTo(context);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("report");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
