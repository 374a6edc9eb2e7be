package io.dermflow.gateway.route;

import io.dermflow.kit.problem.ApiProblem;
import io.dermflow.kit.problem.ProblemDocument;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Tells the reader of an event stream why it ends before its time: its service died or fell
/// silent, or this gateway stops. Only of streams that were got: the answer to a POST can't be
/// resumed, and tells of failures in a form of its own.
///
/// Failure semantics: a stream that breaks in the middle of an event is broken off without a word,
/// because the word would become a part of that event.
@Component
final class EventStreams implements ExecChainHandler, SmartLifecycle {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Set<Content> open = ConcurrentHashMap.newKeySet();

    /// From the beginning: the web server starts first, and asks.
    private volatile boolean running = true;

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (Method.GET.isSame(request.getMethod()) && isEventStream(entity)) {
            response.setEntity(new Body(entity, new Content(entity, scope.execRuntime)));
        }
        return response;
    }

    private static boolean isEventStream(@Nullable HttpEntity entity) {
        return entity != null
                && ContentType.TEXT_EVENT_STREAM.isSameMimeType(
                        ContentType.parse(entity.getContentType()));
    }

    private ApiProblem problem(IOException failure) {
        if (!running) {
            return ApiProblem.unavailable("stopping", "This gateway stops.", RETRY);
        }
        return failure instanceof SocketTimeoutException
                ? new ApiProblem(
                                HttpStatus.GATEWAY_TIMEOUT,
                                "service_timeout",
                                "The service behind fell silent.")
                        .retryAfter(RETRY)
                : new ApiProblem(
                                HttpStatus.BAD_GATEWAY,
                                "bad_gateway",
                                "The service behind broke off its answer.")
                        .retryAfter(RETRY);
    }

    @Override
    public void start() {
        running = true;
    }

    /// Before the web server waits for its open requests: these would not end by themselves.
    @Override
    public void stop() {
        running = false;
        open.forEach(Content::letGo);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static final class Body extends HttpEntityWrapper {

        private final InputStream content;

        Body(HttpEntity entity, InputStream content) {
            super(entity);
            this.content = content;
        }

        @Override
        public InputStream getContent() {
            return content;
        }
    }

    /// Read by the request's thread, let go by the one that stops the gateway.
    private final class Content extends FilterInputStream {

        private final ExecRuntime connection;
        private final byte[] one = new byte[1];
        private int lineBreaks = 2;
        private @Nullable InputStream lastWord;

        Content(HttpEntity entity, ExecRuntime connection) throws IOException {
            super(entity.getContent());
            this.connection = connection;
            open.add(this);
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (lastWord != null) {
                return lastWord.read(bytes, offset, length);
            }
            try {
                if (!running) {
                    throw new IOException("the gateway stops");
                }
                return passed(bytes, offset, super.read(bytes, offset, length));
            } catch (IOException failure) {
                if (lineBreaks < 2) {
                    throw failure;
                }
                String event = ProblemDocument.event(problem(failure));
                lastWord = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
                return lastWord.read(bytes, offset, length);
            }
        }

        /// An empty line ends an event.
        private int passed(byte[] bytes, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                lineBreaks = bytes[i] == '\n' ? lineBreaks + 1 : 0;
            }
            return count;
        }

        /// Ends the read that waits.
        void letGo() {
            connection.discardEndpoint();
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }
}
