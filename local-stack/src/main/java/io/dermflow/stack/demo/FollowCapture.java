package io.dermflow.stack.demo;

import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Follows a capture's events to its end, over as many connections as it takes, and says what
/// happens.
final class FollowCapture {

    private static final Set<String> ENDS =
            Set.of("succeeded", "failed", "rejected", "canceled", "aborted");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AppClient app;
    private final Terminal terminal;
    private final long begin = System.nanoTime();
    private String lastEventId = "";
    private String lastSaid = "";

    FollowCapture(AppClient app, Terminal terminal) {
        this.app = app;
        this.terminal = terminal;
    }

    /// @return the state the capture ended in, with `state` and, unless it succeeded, `reason`
    JsonNode toEnd(String captureId) throws IOException, InterruptedException {
        while (System.nanoTime() - begin < LIMIT.toNanos()) {
            try (Stream<String> lines = app.events(captureId, lastEventId)) {
                readAll(lines.iterator());
            }
            // The stream's last word is what the state itself says.
            JsonNode state = app.state(captureId);
            if (ENDS.contains(state.path("state").asString())) {
                return state;
            }
        }
        throw new IOException("the capture did not end within " + LIMIT.toMinutes() + " minutes");
    }

    private void readAll(Iterator<String> lines) {
        Optional<ServerEvent> event = ServerEvent.next(lines);
        while (event.isPresent()) {
            if (!event.get().id().isEmpty()) {
                lastEventId = event.get().id();
            }
            JsonNode data = JsonMapper.shared().readTree(event.get().data());
            say(event.get().type(), data);
            boolean ended = event.get().type().equals("end");
            event = ended ? Optional.empty() : ServerEvent.next(lines);
        }
    }

    private void say(String type, JsonNode data) {
        String text =
                type.equals("progress")
                        ? data.path("stage").asString("") + " " + data.path("step").asString("")
                        : data.path("state").asString("");
        if (!text.isBlank() && !text.equals(lastSaid)) {
            lastSaid = text;
            double seconds = (System.nanoTime() - begin) / 1e9;
            terminal.say(String.format(Locale.ROOT, "  %5.2f s  %s", seconds, text.strip()));
        }
    }
}
