package io.dermflow.llm.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The body of a response, handed to a reader who waits as long as it likes and no longer. Bounded,
/// because the next buffers are asked for only when the last ones were taken. [#stop] closes the
/// connection, so that the server sees its client go. One reader; any thread may stop.
final class BodyFeed implements BodySubscriber<BodyFeed> {

    private sealed interface Part {
        record Bytes(List<ByteBuffer> buffers) implements Part {}

        record Broken(Throwable cause) implements Part {}

        record End() implements Part {}
    }

    private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription subscription;
    private volatile boolean stopped;
    private volatile boolean ended;

    @Override
    public CompletionStage<BodyFeed> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription body) {
        subscription = body;
        if (stopped) {
            body.cancel();
        } else {
            body.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        parts.add(new Part.Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        ended = true;
        parts.add(new Part.Broken(cause));
    }

    @Override
    public void onComplete() {
        ended = true;
        parts.add(new Part.End());
    }

    /// @return the next buffers, empty at the end
    /// @throws IOException the connection broke
    /// @throws TimeoutException nothing came in time
    List<ByteBuffer> next(Duration wait)
            throws IOException, InterruptedException, TimeoutException {
        Part part = parts.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
        return switch (part) {
            case null -> throw new TimeoutException();
            case Part.Bytes(List<ByteBuffer> buffers) -> {
                Subscription body = subscription;
                if (body != null) {
                    body.request(1);
                }
                yield buffers;
            }
            case Part.Broken(Throwable cause) -> throw new IOException("broke off", cause);
            case Part.End() -> {
                parts.add(new Part.End());
                yield List.of();
            }
        };
    }

    /// The rest of the body.
    ///
    /// @param end on `System.nanoTime`
    /// @throws ChatFailed garbage, if it is longer than `max`
    byte[] all(long end, int max)
            throws ChatFailed, IOException, InterruptedException, TimeoutException {
        var whole = new ByteArrayOutputStream();
        while (true) {
            List<ByteBuffer> buffers = next(Duration.ofNanos(end - System.nanoTime()));
            if (buffers.isEmpty()) {
                return whole.toByteArray();
            }
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                whole.writeBytes(part);
            }
            if (whole.size() > max) {
                throw new ChatFailed(ChatFailed.Kind.GARBAGE, "the answer is too long", null);
            }
        }
    }

    /// Closes the connection unless the body came to its end, in which case it is kept for the next
    /// call.
    void stop() {
        stopped = true;
        Subscription body = subscription;
        if (body != null && !ended) {
            body.cancel();
        }
    }
}
