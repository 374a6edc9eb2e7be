package io.dermflow.stack.postgres;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// PostgreSQL's own way of copying a running server (the low-level API of its manual, "Making a
/// Base Backup Using the Low Level API"): between the two calls the data folder is copied as it is,
/// and the label and the log written since then make it whole at the next start. The bundled
/// binaries have no pg_dump.
public final class BaseBackup {

    /// Copies the data folder without its log, or the log alone.
    public interface Copy {
        void run() throws IOException;
    }

    private final DataDirectory data;
    private final Databases databases;

    public BaseBackup(DataDirectory data, int port) {
        this.data = data;
        this.databases = new Databases(port, new Secrets(data));
    }

    /// Where the server keeps its files.
    public Path cluster() {
        return data.postgres().resolve("data");
    }

    /// @param copyFiles is run while the server is in backup mode
    /// @param copyLog is run after it, when the log that belongs to the copy is complete
    /// @param copied where the copy of the cluster lies
    public void take(Copy copyFiles, Copy copyLog, Path copied) throws IOException {
        try (Connection connection = databases.patient()) {
            begin(connection);
            copyFiles.run();
            Files.writeString(copied.resolve("backup_label"), end(connection));
            copyLog.run();
        } catch (SQLException e) {
            throw new IOException("PostgreSQL could not be copied", e);
        }
    }

    private static void begin(Connection connection) throws SQLException {
        try (PreparedStatement begin =
                connection.prepareStatement("select pg_backup_start('dermflow', true)")) {
            begin.execute();
        }
    }

    private static String end(Connection connection) throws SQLException {
        // Without an archive there is nothing to wait for; the log is still in its folder.
        try (PreparedStatement end =
                        connection.prepareStatement("select labelfile from pg_backup_stop(false)");
                ResultSet row = end.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
