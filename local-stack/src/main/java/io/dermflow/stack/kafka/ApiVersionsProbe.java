package io.dermflow.stack.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks a broker the first question of every Kafka client, by hand: a client of its own in the
/// supervisor would cost more memory than the rest of it.
final class ApiVersionsProbe {

    private static final int TIMEOUT_MS = 1500;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION_ID = 1;
    // Request header v1 without a client id: key, version, correlation id, null string.
    private static final int REQUEST_BYTES = 2 + 2 + 4 + 2;

    private ApiVersionsProbe() {}

    /// Whether a broker answers there, without an error, within the time limit.
    static boolean answers(InetSocketAddress broker) {
        try (var socket = new Socket()) {
            socket.connect(broker, TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            ask(new DataOutputStream(socket.getOutputStream()));
            return answered(new DataInputStream(socket.getInputStream()));
        } catch (IOException _) {
            return false;
        }
    }

    private static void ask(DataOutputStream out) throws IOException {
        out.writeInt(REQUEST_BYTES);
        out.writeShort(API_VERSIONS);
        out.writeShort(0);
        out.writeInt(CORRELATION_ID);
        out.writeShort(-1);
        out.flush();
    }

    private static boolean answered(DataInputStream in) throws IOException {
        in.readInt();
        return in.readInt() == CORRELATION_ID && in.readShort() == 0;
    }
}
