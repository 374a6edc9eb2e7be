package io.dermflow.llm.endpoint;

import static io.dermflow.llm.endpoint.RawServer.EVENTS;
import static io.dermflow.llm.endpoint.RawServer.delta;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dermflow.llm.endpoint.ChatFailed.Kind;
import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever ends a call before its end, the server sees its client go: only then does it stop
/// generating.
@Timeout(90)
class ClocksTest {

    private static final long PATIENCE_MILLIS = 30_000;

    @Test
    void endsWhenNoConnectionComes() throws Exception {
        List<Socket> filling = new ArrayList<>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var model =
                        Models.of(
                                Models.properties(
                                        "http://127.0.0.1:" + deaf.getLocalPort(),
                                        "connect",
                                        "200ms"))) {
            for (int i = 0; i < 2; i++) {
                filling.add(new Socket(deaf.getInetAddress(), deaf.getLocalPort()));
            }
            ChatFailed failed = failureOf(model);

            assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failed).hasMessage("no connection in time");
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    @Test
    void endsWhenNoHeadersCome() throws Exception {
        stops(peer -> {}, "headers", "clocks.headers", "200ms");
    }

    @Test
    void endsWhenNoFirstTokenComesAndCommentsDoNotCount() throws Exception {
        stops(
                peer -> {
                    peer.send(EVENTS + delta(""));
                    keepSending(peer, ": keep-alive\n\n");
                },
                "first token",
                "clocks.first-token",
                "200ms");
    }

    @Test
    void endsWhenTheGapGrowsTooLongAndHalfAnEventDoesNotCount() throws Exception {
        stops(
                peer -> {
                    peer.send(EVENTS + delta("x"));
                    keepSending(peer, "d");
                },
                "next token",
                "clocks.idle",
                "200ms");
    }

    @Test
    void endsWhenTheWholeTakesTooLong() throws Exception {
        stops(
                peer -> {
                    peer.send(EVENTS);
                    keepSending(peer, delta("x"));
                },
                "whole answer",
                "clocks.chat-total",
                "400ms");
    }

    @Test
    void endsABodyThatDripsWithoutStreaming() throws Exception {
        stops(
                peer -> {
                    peer.send("HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n");
                    keepSending(peer, " ");
                },
                "whole answer",
                "clocks.chat-total",
                "400ms");
    }

    private static void stops(RawServer.Line line, String clock, String key, String value)
            throws Exception {
        try (var server =
                        new RawServer(peer -> {
                            line.play(peer);
                            peer.awaitGone();
                        });
                var model = Models.at(server, key, value)) {
            ChatFailed failed = failureOf(model);

            assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failed).hasMessage("no " + clock + " in time");
            assertThat(server.sawItsClientGo(PATIENCE_MILLIS)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void stopsWhenTheCallerIsInterruptedBeforeAnyHeaders() throws Exception {
        stopsOnInterrupt("");
    }

    @Test
    void stopsWhenTheCallerIsInterruptedBeforeTheFirstToken() throws Exception {
        stopsOnInterrupt(EVENTS);
    }

    @Test
    void stopsWhenTheCallerIsInterruptedInMidStream() throws Exception {
        stopsOnInterrupt(EVENTS + delta("x"));
    }

    private static void stopsOnInterrupt(String sent) throws Exception {
        for (boolean streaming : new boolean[] {true, false}) {
            var asked = new CountDownLatch(1);
            try (var server =
                            new RawServer(peer -> {
                                peer.send(sent);
                                asked.countDown();
                                peer.awaitGone();
                            });
                    var model = Models.at(server)) {
                var seen = new AtomicReference<Throwable>();
                Thread caller =
                        Thread.ofVirtual()
                                .start(() ->
                                        seen.set(catchThrowable(() -> call(model, streaming))));
                asked.await();

                caller.interrupt();

                assertThat(server.sawItsClientGo(PATIENCE_MILLIS)).isTrue();
                caller.join();
                assertThat(((ChatFailed) seen.get()).kind()).isEqualTo(Kind.CLIENT_GONE);
            }
        }
    }

    private static ChatAnswer call(LanguageModel model, boolean streaming) throws ChatFailed {
        return streaming
                ? model.stream(Models.question(Purpose.CHAT), Models.LIMIT, _ -> {})
                : model.ask(Models.question(Purpose.CHAT), Models.LIMIT);
    }

    @Test
    void stopsWhenTheSinkThrows() throws Exception {
        TextSink gone =
                _ -> {
                    throw new IOException("gone");
                };
        TextSink broken =
                _ -> {
                    throw new IllegalStateException("broken");
                };
        for (TextSink sink : List.of(gone, broken)) {
            try (var server =
                            new RawServer(peer -> {
                                peer.send(EVENTS + delta("x"));
                                peer.awaitGone();
                            });
                    var model = Models.at(server)) {
                Throwable thrown =
                        catchThrowable(() ->
                                model.stream(Models.question(Purpose.CHAT), Models.LIMIT, sink));

                assertThat(server.sawItsClientGo(PATIENCE_MILLIS)).isTrue();
                assertThat(thrown).isInstanceOfAny(ChatFailed.class, IllegalStateException.class);
                assertThat(server.requests()).hasSize(1);
                assertThat(model.states().getFirst().inFlight()).isZero();
            }
        }
    }

    private static void keepSending(RawServer.Peer peer, String text)
            throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        while (!never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            peer.send(text);
        }
    }

    private static ChatFailed failureOf(LanguageModel model) {
        return catchThrowableOfType(
                ChatFailed.class,
                () -> model.stream(Models.question(Purpose.CHAT), Models.LIMIT, _ -> {}));
    }
}
