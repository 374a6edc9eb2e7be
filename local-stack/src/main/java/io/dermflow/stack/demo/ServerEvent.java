package io.dermflow.stack.demo;

import java.util.Iterator;
import java.util.Optional;

/// One event of a server-sent event stream.
///
/// @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, 9.2</a>
record ServerEvent(String id, String type, String data) {

    /// Reads lines up to the next whole event; empty at the end of the stream.
    static Optional<ServerEvent> next(Iterator<String> lines) {
        String id = "";
        String type = "message";
        StringBuilder data = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new ServerEvent(id, type, data.toString()));
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {
                    // A comment (a heartbeat), or a field we have no use for.
                }
            }
        }
        return Optional.empty();
    }
}
