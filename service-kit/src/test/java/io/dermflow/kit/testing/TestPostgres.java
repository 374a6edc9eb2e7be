package io.dermflow.kit.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One real PostgreSQL per test JVM, started when the first asks; it dies with the JVM.
public final class TestPostgres {

    private static final Map<String, String> URLS = new ConcurrentHashMap<>();

    private TestPostgres() {}

    /// JDBC URL without user for a service, whose role and schema are made at the first call, as in
    /// production; user and password are both the role.
    public static String url(String role) {
        return URLS.computeIfAbsent(role, TestPostgres::prepared);
    }

    private static String prepared(String role) {
        try (var connection = Started.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (String sql :
                    List.of(
                            "create role %1$s login password '%1$s'",
                            "create schema %1$s authorization %1$s")) {
                statement.execute(sql.formatted(role));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the test database can't be prepared", e);
        }
        return "jdbc:postgresql://127.0.0.1:" + Started.SERVER.getPort() + "/postgres";
    }

    private static final class Started {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
