package io.dermflow.ingest.upload;

import io.dermflow.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The bytes of one request as they arrive: counted, timed and digested. For one thread.
///
/// A refusal is an [ApiProblem] thrown out of `read`, so that no parser in between can take it for
/// the end of the stream.
final class RequestBody extends InputStream {

    private static final int DRAIN_CHUNK = 8192;

    private final InputStream wire;
    private final long maxBytes;
    private final long deadlineNanos;
    private final @Nullable ContentDigest digest;
    private long received;

    RequestBody(
            InputStream wire, long maxBytes, Duration deadline, @Nullable ContentDigest digest) {
        this.wire = wire;
        this.maxBytes = maxBytes;
        this.deadlineNanos = System.nanoTime() + deadline.toNanos();
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw tooSlow();
        }
        int count = readWire(buffer, offset, length);
        if (count > 0) {
            received += count;
            if (received > maxBytes) {
                throw tooLarge(maxBytes);
            }
            if (digest != null) {
                digest.update(buffer, offset, count);
            }
        }
        return count;
    }

    /// Reads what follows the last part and judges the digest, if one was promised.
    void finish() throws IOException {
        byte[] rest = new byte[DRAIN_CHUNK];
        while (read(rest, 0, rest.length) >= 0) {
            // What stands behind the closing boundary counts for the digest and for nothing else.
        }
        if (digest != null) {
            digest.verify();
        }
    }

    static ApiProblem tooLarge(long maxBytes) {
        return new ApiProblem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "payload_too_large",
                        "The request is larger than " + maxBytes + " bytes.")
                .with("max_bytes", maxBytes);
    }

    private int readWire(byte[] buffer, int offset, int length) throws IOException {
        try {
            return wire.read(buffer, offset, length);
        } catch (SocketTimeoutException silence) {
            throw tooSlow();
        }
    }

    private static ApiProblem tooSlow() {
        return new ApiProblem(
                HttpStatus.REQUEST_TIMEOUT, "upload_timeout", "The upload took too long.");
    }
}
