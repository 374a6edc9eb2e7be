package io.dermflow.gateway.route;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/// Closes the connection to a service when its answer is left before its end. Apache's client would
/// read the rest first, so as to keep the connection: of an event stream whose reader has gone that
/// is everything the service still has to say, and it would never learn that nobody listens.
final class HangUp implements ExecChainHandler {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new Body(entity, scope.execRuntime));
        }
        return response;
    }

    private static final class Body extends HttpEntityWrapper {

        private final InputStream content;

        Body(HttpEntity entity, ExecRuntime connection) throws IOException {
            super(entity);
            this.content = new Content(entity.getContent(), connection);
        }

        @Override
        public InputStream getContent() {
            return content;
        }
    }

    /// Not thread-safe, like every stream.
    private static final class Content extends FilterInputStream {

        private final ExecRuntime connection;
        private boolean ended;

        Content(InputStream content, ExecRuntime connection) {
            super(content);
            this.connection = connection;
        }

        @Override
        public int read() throws IOException {
            return seen(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return seen(super.read(bytes, offset, length));
        }

        private int seen(int result) {
            ended |= result < 0;
            return result;
        }

        @Override
        public void close() throws IOException {
            if (ended) {
                super.close();
            } else {
                connection.discardEndpoint();
            }
        }
    }
}
