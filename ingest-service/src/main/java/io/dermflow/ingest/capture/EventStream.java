package io.dermflow.ingest.capture;

import io.dermflow.events.EventCodec;
import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.problem.ProblemDocument;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Server-sent events (WHATWG HTML §9.2) on a response. Every event is flushed. For one thread.
final class EventStream {

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    static EventStream open(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        return new EventStream(response.getOutputStream());
    }

    /// @param id null leaves the reader's last id as it is
    /// @param data becomes one line of JSON
    void send(@Nullable Integer id, String event, Object data) throws IOException {
        StringBuilder frame = new StringBuilder();
        if (id != null) {
            frame.append("id: ").append(id).append('\n');
        }
        frame.append("event: ").append(event).append('\n');
        frame.append("data: ").append(EventCodec.mapper().writeValueAsString(data)).append("\n\n");
        write(frame.toString());
    }

    /// The last event of a stream that ends before the job.
    void breakOff(ApiProblem why) throws IOException {
        write(ProblemDocument.event(why));
    }

    /// A comment: shows every hop that the stream lives.
    void heartbeat() throws IOException {
        write(": \n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
