package io.dermflow.llm.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads server-sent events from bytes as they come, however they are cut: CR, LF or CRLF, with or
/// without the space after the colon, data over several lines, comments, a byte order mark. Lines
/// are decoded whole, so a cut inside a UTF-8 sequence does no harm. Not thread-safe.
final class EventStream {

    private final int maxLineBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;

    EventStream(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /// @return the data of the events that these bytes completed
    List<String> feed(ByteBuffer bytes) throws ChatFailed {
        List<String> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                continue;
            }
            afterCarriageReturn = next == '\r';
            if (next == '\n' || next == '\r') {
                endLine(events);
            } else {
                append(next);
            }
        }
        return events;
    }

    /// @return the event that the end of the stream completed, although the standard drops it:
    ///   servers forget the last blank line
    List<String> end() {
        List<String> events = new ArrayList<>();
        if (line.size() > 0) {
            endLine(events);
        }
        dispatch(events);
        return events;
    }

    private void append(byte next) throws ChatFailed {
        if (line.size() + data.length() >= maxLineBytes) {
            throw new ChatFailed(ChatFailed.Kind.GARBAGE, "an event is too long", null);
        }
        line.write(next);
    }

    private void endLine(List<String> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (firstLine && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        firstLine = false;
        if (text.isEmpty()) {
            dispatch(events);
        } else if (text.startsWith("data:")) {
            addData(text.substring(text.startsWith("data: ") ? 6 : 5));
        } else if (text.equals("data")) {
            addData("");
        }
    }

    private void addData(String more) {
        if (hasData) {
            data.append('\n');
        }
        data.append(more);
        hasData = true;
    }

    private void dispatch(List<String> events) {
        if (hasData) {
            events.add(data.toString());
        }
        data.setLength(0);
        hasData = false;
    }
}
