package io.dermflow.llm.parts;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;

/// One real PostgreSQL per test JVM, with role and schema `llm` as in production; it dies with the
/// JVM.
public final class TestDatabase {

    private TestDatabase() {}

    /// JDBC URL without user; user and password are both `llm`.
    public static String url() {
        return Started.URL;
    }

    private static final class Started {
        static final String URL = start();

        private static String start() {
            try {
                var server = EmbeddedPostgres.builder().start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    for (String sql :
                            List.of(
                                    "create role llm login password 'llm'",
                                    "create schema llm authorization llm")) {
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
