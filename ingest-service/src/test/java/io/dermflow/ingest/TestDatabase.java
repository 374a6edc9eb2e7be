package io.dermflow.ingest;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// One real PostgreSQL per test JVM, with role and schema `ingest` as in production. Contexts get
/// it as an initializer; tests that need no context take [#url]. It dies with the JVM.
public final class TestDatabase
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ROLE = "ingest";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + url(),
                        "spring.datasource.username=" + ROLE,
                        "spring.datasource.password=" + ROLE)
                .applyTo(context);
    }

    /// JDBC URL without user; user and password are both `ingest`.
    public static String url() {
        return Started.URL;
    }

    /// Lazily, once.
    private static final class Started {
        static final String URL = start();

        private static String start() {
            try {
                var server = EmbeddedPostgres.builder().start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    for (String sql :
                            List.of(
                                    "create role ingest login password 'ingest'",
                                    "create schema ingest authorization ingest")) {
                        statement.execute(sql);
                    }
                }
                return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the test database can't be prepared", e);
            }
        }
    }
}
