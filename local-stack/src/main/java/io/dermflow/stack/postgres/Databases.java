package io.dermflow.stack.postgres;

import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/// The suite's database: one role and one schema for each service that stores something, none of
/// which can look into another's.
public final class Databases {

    static final String SUPERUSER = "postgres";
    static final String SUPERUSER_SECRET = "postgres-superuser";

    private static final String DATABASE = "dermflow";
    private static final List<Part> OWNERS = List.of(Part.INGEST, Part.REPORT, Part.LLM);

    // pg_backup_start waits for a checkpoint.
    private static final int BACKUP_PATIENCE_MS = 300_000;

    private final int port;
    private final Secrets secrets;

    public Databases(int port, Secrets secrets) {
        this.port = port;
        this.secrets = secrets;
    }

    /// The address a service finds its schema at, its password included.
    public String url(Part service) {
        String role = service.shortName();
        return "postgres://"
                + role
                + ":"
                + password(service)
                + "@127.0.0.1:"
                + port
                + "/"
                + DATABASE;
    }

    /// Creates what is missing and sets the passwords to those of this installation.
    void ensure() throws IOException {
        try {
            ensureDatabase();
            try (Connection connection = connect(DATABASE);
                    Statement statement = connection.createStatement()) {
                for (Part owner : OWNERS) {
                    ensureOwner(statement, owner);
                }
            }
        } catch (SQLException e) {
            throw new IOException("cannot prepare the database", e);
        }
    }

    private void ensureDatabase() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database " + DATABASE);
            }
            statement.execute("revoke all on database " + DATABASE + " from public");
        }
    }

    // Identifiers are our own constants and a password has hexadecimal digits only.
    private void ensureOwner(Statement statement, Part owner) throws SQLException {
        String role = owner.shortName();
        Connection connection = statement.getConnection();
        if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
            statement.execute("create role " + role + " login");
        }
        statement.execute("alter role " + role + " password '" + password(owner) + "'");
        statement.execute("alter role " + role + " set search_path = " + role);
        statement.execute("grant connect on database " + DATABASE + " to " + role);
        statement.execute("create schema if not exists " + role + " authorization " + role);
    }

    Connection superuser() throws SQLException {
        return connect(SUPERUSER);
    }

    /// A connection for a backup, which may take longer than other questions.
    Connection patient() throws SQLException {
        Connection connection = superuser();
        connection.setNetworkTimeout(Runnable::run, BACKUP_PATIENCE_MS);
        return connection;
    }

    private String password(Part owner) {
        return secrets.value("postgres-" + owner.shortName());
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.value(SUPERUSER_SECRET));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        return DriverManager.getConnection(url, properties);
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
