package io.dermflow.llm.endpoint;

import io.dermflow.llm.endpoint.ChatFailed.Again;
import io.dermflow.llm.endpoint.ChatFailed.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Reads the answer out of a response with status 200: a stream of events, or one JSON document of
/// a server that does not stream. Each wait has its clock. Holds no state between answers.
final class ReadAnswer {

    /// Usage comes right after the finish reason or not at all.
    private static final Duration FOR_USAGE = Duration.ofSeconds(1);

    /// For the end of the body after `[DONE]`, so that the connection can be kept.
    private static final Duration FOR_END = Duration.ofMillis(50);

    private final String endpoint;
    private final EndpointProperties.Guard guard;
    private final int maxAnswerBytes;

    /// @param endpoint its name, for the answer
    ReadAnswer(String endpoint, EndpointProperties.Guard guard, int maxAnswerBytes) {
        this.endpoint = endpoint;
        this.guard = guard;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    /// @param sink is given each piece of text by this thread; what it throws ends the call
    ChatAnswer from(HttpResponse<BodyFeed> response, CallClocks clocks, TextSink sink)
            throws ChatFailed, InterruptedException {
        if (response.headers().firstValue("content-encoding").isPresent()) {
            throw new ChatFailed(Kind.GARBAGE, "an encoding nobody asked for", null);
        }
        String type = response.headers().firstValue("content-type").orElse("text/event-stream");
        var reader = new AnswerReader(maxAnswerBytes);
        if (type.startsWith("text/event-stream")) {
            return streamed(response.body(), reader, clocks, sink);
        }
        if (type.startsWith("application/json")) {
            return whole(response.body(), reader, clocks, sink);
        }
        throw new ChatFailed(Kind.GARBAGE, "200 with another media type", null);
    }

    private ChatAnswer whole(BodyFeed feed, AnswerReader reader, CallClocks clocks, TextSink sink)
            throws ChatFailed, InterruptedException {
        try {
            byte[] body = feed.all(clocks.end(), guard.maxStreamBytes());
            String text = reader.whole(new String(body, StandardCharsets.UTF_8));
            ChatAnswer answer = reader.answer(endpoint);
            hand(text, sink);
            return answer;
        } catch (TimeoutException e) {
            throw clocks.expired("answer");
        } catch (IOException e) {
            throw new ChatFailed(Kind.TRANSPORT, "broke off", e).maybe(Again.ANYWHERE);
        }
    }

    private ChatAnswer streamed(
            BodyFeed feed, AnswerReader reader, CallClocks clocks, TextSink sink)
            throws ChatFailed, InterruptedException {
        var events = new EventStream(guard.maxLineBytes());
        long since = System.nanoTime();
        boolean started = false;
        int size = 0;
        try {
            while (!reader.done()) {
                Duration bound =
                        reader.finished()
                                ? FOR_USAGE
                                : started ? clocks.idle() : clocks.firstToken();
                List<ByteBuffer> buffers = feed.next(clocks.left(bound, since));
                List<String> data = buffers.isEmpty() ? events.end() : feed(events, buffers);
                size += size(buffers);
                for (String event : data) {
                    String piece = reader.event(event);
                    started |= !piece.isEmpty();
                    since = started ? System.nanoTime() : since;
                    hand(piece, sink);
                }
                if (size > guard.maxStreamBytes()) {
                    throw new ChatFailed(Kind.GARBAGE, "the stream is too long", null);
                }
                if (buffers.isEmpty()) {
                    break;
                }
            }
            awaitEnd(feed);
        } catch (TimeoutException e) {
            if (!reader.finished()) {
                throw clocks.expired(started ? "next token" : "first token");
            }
        } catch (IOException e) {
            if (!reader.finished()) {
                throw new ChatFailed(Kind.TRANSPORT, "broke off", e)
                        .maybe(started ? Again.NEVER : Again.ANYWHERE);
            }
        }
        return reader.answer(endpoint);
    }

    private static List<String> feed(EventStream events, List<ByteBuffer> buffers)
            throws ChatFailed {
        if (buffers.size() == 1) {
            return events.feed(buffers.getFirst().duplicate());
        }
        List<String> data = new ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            data.addAll(events.feed(buffer.duplicate()));
        }
        return data;
    }

    private static int size(List<ByteBuffer> buffers) {
        return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private static void hand(String piece, TextSink sink) throws ChatFailed {
        if (piece.isEmpty()) {
            return;
        }
        try {
            sink.text(piece);
        } catch (IOException gone) {
            throw new ChatFailed(Kind.CLIENT_GONE, "nobody reads any more", gone);
        }
    }

    private static void awaitEnd(BodyFeed feed) throws IOException, InterruptedException {
        try {
            if (!feed.next(FOR_END).isEmpty()) {
                feed.next(FOR_END);
            }
        } catch (TimeoutException noEnd) {
            feed.stop();
        }
    }
}
