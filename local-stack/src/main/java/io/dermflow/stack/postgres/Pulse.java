package io.dermflow.stack.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Asks the server whether it is well, over one connection that stays open: a login for every
/// question costs both sides more than all the rest of an idle stack's watching. Not thread-safe;
/// the part's keeper is the only one to ask.
final class Pulse {

    private static final int PATIENCE_SECONDS = 1;

    private final Databases databases;
    private @Nullable Connection connection;

    Pulse(Databases databases) {
        this.databases = databases;
    }

    /// Whether the server takes connections and answers.
    boolean beats() {
        try {
            if (connection == null) {
                connection = databases.superuser();
            }
            if (connection.isValid(PATIENCE_SECONDS)) {
                return true;
            }
        } catch (SQLException _) {
            // No server, or one that is starting: not well.
        }
        leave();
        return false;
    }

    private void leave() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException _) {
                // Its server is gone.
            }
            connection = null;
        }
    }
}
