package io.dermflow.llm.agent;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The events of one answer as server-sent events (WHATWG HTML §9.2), `data:` lines only; every
/// event is flushed.
///
/// A servlet container learns that a reader has gone only by writing to it. So a pulse of its own
/// (virtual) thread writes an empty comment every `probe`, `: ping` every `heartbeat`; the first
/// write that fails interrupts the thread that answers, which stops the upstream.
final class EventStream implements EventSink, AutoCloseable {

    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PROBE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final Duration heartbeat;
    private final Thread answering = Thread.currentThread();
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Both guarded by the lock.
    private int seq;

    private boolean gone;

    private EventStream(OutputStream out, Duration heartbeat) {
        this.out = out;
        this.heartbeat = heartbeat;
    }

    /// To be called, used and closed by the thread that answers.
    static EventStream open(HttpServletResponse response, AgentProperties properties)
            throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        var stream = new EventStream(response.getOutputStream(), properties.heartbeat());
        long probe = Math.min(properties.probe().toNanos(), properties.heartbeat().toNanos());
        Thread.ofVirtual().name("pulse").start(() -> stream.pulse(probe));
        return stream;
    }

    @Override
    public void send(AgentEvent event) throws IOException {
        writing.lock();
        try {
            if (gone) {
                throw new IOException("the reader has gone");
            }
            write(
                    ("data: " + EventFrames.json(event, ++seq) + "\n\n")
                            .getBytes(StandardCharsets.UTF_8));
        } finally {
            writing.unlock();
        }
    }

    @Override
    public boolean retractable() {
        return false;
    }

    private void pulse(long probe) {
        long pinged = System.nanoTime();
        try {
            while (!closed.await(probe, TimeUnit.NANOSECONDS)) {
                boolean ping = System.nanoTime() - pinged >= heartbeat.toNanos();
                pinged = ping ? System.nanoTime() : pinged;
                beat(ping ? PING : PROBE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException readerGone) {
            answering.interrupt();
        }
    }

    private void beat(byte[] comment) throws IOException {
        writing.lock();
        try {
            if (closed.getCount() > 0 && !gone) {
                write(comment);
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException failed) {
            gone = true;
            throw failed;
        }
    }

    /// Ends the pulse: nothing is written afterwards. The interrupt that a vanished reader causes
    /// ends here too.
    @Override
    public void close() {
        writing.lock();
        try {
            closed.countDown();
        } finally {
            writing.unlock();
        }
        Thread.interrupted();
    }
}
