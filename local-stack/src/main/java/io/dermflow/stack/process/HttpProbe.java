package io.dermflow.stack.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/// One GET for a health check.
public final class HttpProbe {

    private static final int TIMEOUT_MS = 1500;

    private HttpProbe() {}

    /// The status of the answer, or -1 if none comes within the time limit.
    public static int status(URI address) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            return connection.getResponseCode();
        } catch (IOException _) {
            return -1;
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
