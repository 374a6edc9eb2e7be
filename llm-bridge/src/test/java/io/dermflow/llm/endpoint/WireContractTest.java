package io.dermflow.llm.endpoint;

import static io.dermflow.llm.endpoint.RawServer.DONE;
import static io.dermflow.llm.endpoint.RawServer.EVENTS;
import static io.dermflow.llm.endpoint.RawServer.USAGE;
import static io.dermflow.llm.endpoint.RawServer.delta;
import static io.dermflow.llm.endpoint.RawServer.finish;
import static io.dermflow.llm.endpoint.RawServer.good;
import static io.dermflow.llm.endpoint.RawServer.json;
import static io.dermflow.llm.endpoint.RawServer.says;
import static io.dermflow.llm.endpoint.RawServer.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dermflow.llm.endpoint.ChatFailed.Kind;
import io.dermflow.llm.endpoint.ChatQuestion.Picture;
import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How the client reads and writes the wire, against a server that sends exactly these bytes.
@Timeout(30)
class WireContractTest {

    private static final String TEXT = "Grüße 🌞 an alle";

    static List<Arguments> waysToSayTheSame() {
        String crlf = (delta(TEXT) + finish("stop") + USAGE + DONE).replace("\n", "\r\n");
        return List.of(
                Arguments.of("as vLLM does", delta(TEXT) + finish("stop") + USAGE + DONE),
                Arguments.of("CRLF", crlf),
                Arguments.of("CR alone", crlf.replace("\r\n", "\r")),
                Arguments.of(
                        "no space after the colon",
                        (delta(TEXT) + finish("stop") + DONE).replace("data: ", "data:")),
                Arguments.of(
                        "comments, ids and event names",
                        ": keep-alive\n\nid: 1\nevent: message\n"
                                + delta(TEXT)
                                + ":\n"
                                + finish("stop")
                                + DONE),
                Arguments.of(
                        "data over several lines",
                        delta(TEXT).replace(",\"delta\"", ",\ndata: \"delta\"")
                                + finish("stop")
                                + DONE),
                Arguments.of("byte order mark", "\uFEFF" + delta(TEXT) + finish("stop") + DONE),
                Arguments.of("without [DONE]", delta(TEXT) + finish("stop")),
                Arguments.of(
                        "without the last blank line",
                        (delta(TEXT) + finish("stop")).stripTrailing()),
                Arguments.of(
                        "a final chunk that carries text",
                        delta("Grüße 🌞")
                                + finish("stop").replace("{}", "{\"content\":\" an alle\"}")),
                Arguments.of(
                        "roles, null and absent contents",
                        delta("")
                                        .replace(
                                                "\"content\":\"\"",
                                                "\"role\":\"assistant\",\"content\":null")
                                + delta("").replace("\"content\":\"\"", "\"role\":\"assistant\"")
                                + delta(TEXT)
                                + finish("stop")
                                + DONE),
                Arguments.of(
                        "usage of null and below zero",
                        delta(TEXT)
                                + finish("stop")
                                + "data: {\"choices\":[],\"usage\":null}\n\n"
                                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":-4}}\n\n"
                                + DONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToSayTheSame")
    void readsTheSameTextHoweverItIsFramed(String way, String body) throws Exception {
        try (var server = new RawServer(streams(body));
                var model = Models.at(server)) {
            assertThat(ask(model).text()).as(way).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToSayTheSame")
    void readsTheSameTextByteByByte(String way, String body) throws Exception {
        RawServer.Line bytewise =
                peer -> {
                    peer.socket().setTcpNoDelay(true);
                    peer.send(EVENTS);
                    for (byte one : body.getBytes(StandardCharsets.UTF_8)) {
                        peer.send(new byte[] {one});
                    }
                    peer.socket().close();
                };
        try (var server = new RawServer(bytewise);
                var model = Models.at(server)) {
            assertThat(ask(model).text()).as(way).isEqualTo(TEXT);
        }
    }

    @Test
    void handsOnEachPieceAsItComesAndCountsTokens() throws Exception {
        try (var server =
                        new RawServer(
                                streams(delta("a"), delta(" b"), finish("stop"), USAGE, DONE));
                var model = Models.at(server)) {
            List<String> pieces = new ArrayList<>();

            ChatAnswer answer =
                    model.stream(Models.question(Purpose.CHAT), Models.LIMIT, pieces::add);

            assertThat(pieces).containsExactly("a", " b");
            assertThat(answer).isEqualTo(new ChatAnswer("a b", 7, 3, "stop", "m-1", "primary"));
        }
    }

    @Test
    void takesAnAnswerThatWasNotStreamed() throws Exception {
        try (var server =
                        new RawServer(
                                json(
                                        "{\"choices\":[{\"message\":{\"content\":\"x\"},"
                                                + "\"finish_reason\":\"length\"}]}"));
                var model = Models.at(server)) {
            ChatAnswer answer = ask(model);

            assertThat(answer.text()).isEqualTo("x");
            assertThat(answer.cut()).isTrue();
        }
    }

    static List<Arguments> failures() {
        String vllmOverflow =
                "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\","
                        + "\"type\":\"BadRequestError\",\"param\":\"input_tokens\",\"code\":400}}";
        String llamaOverflow =
                "{\"error\":{\"code\":400,\"message\":\"request (5010 tokens) exceeds the available"
                        + " context size\",\"type\":\"exceed_context_size_error\"}}";
        String error = "data: {\"error\":{\"message\":\"x\",\"code\":500}}\n\n";
        return List.of(
                failure(Kind.CONTEXT_OVERFLOW, 1, says(400, "", vllmOverflow)),
                failure(Kind.CONTEXT_OVERFLOW, 1, says(400, "", llamaOverflow)),
                failure(Kind.REFUSED, 1, says(400, "", "{\"error\":{\"message\":\"bad\"}}")),
                failure(Kind.UNAUTHORIZED, 1, says(401, "", "{\"error\":\"Unauthorized\"}")),
                failure(Kind.REFUSED, 1, says(404, "", "{\"error\":{\"param\":\"model\"}}")),
                failure(Kind.REFUSED, 1, says(413, "", "")),
                failure(Kind.REFUSED, 1, says(501, "", "")),
                failure(Kind.OVERLOADED, 2, says(429, "", "")),
                failure(Kind.OVERLOADED, 2, says(503, "", "")),
                failure(
                        Kind.LOADING,
                        1,
                        says(503, "", "{\"error\":{\"message\":\"Loading model\",\"code\":503}}")),
                failure(Kind.SERVER_ERROR, 2, says(500, "", "{}")),
                failure(Kind.SERVER_ERROR, 2, says(502, "", "<html>bad gateway</html>")),
                failure(Kind.GARBAGE, 1, says(302, "Location: http://127.0.0.1:1/\r\n", "")),
                failure(Kind.GARBAGE, 1, peer -> peer.send("HTTP/1.1 204 X\r\n\r\n")),
                failure(
                        Kind.GARBAGE,
                        1,
                        says(200, "Content-Type: text/html\r\n", "<html>login</html>")),
                failure(Kind.GARBAGE, 1, says(200, "Content-Encoding: gzip\r\n", "x")),
                failure(Kind.GARBAGE, 1, says(200, "", "")),
                failure(Kind.GARBAGE, 1, json("")),
                failure(Kind.GARBAGE, 1, json("[]")),
                failure(Kind.GARBAGE, 1, json("{".repeat(10_000))),
                failure(Kind.GARBAGE, 1, json("{\"choices\":[]}")),
                failure(Kind.EMPTY, 1, json(message("\"content\":null", "stop"))),
                failure(Kind.EMPTY, 1, json(message("\"content\":[1]", "stop"))),
                failure(Kind.EMPTY, 1, json("{\"choices\":[{\"finish_reason\":\"stop\"}]}")),
                failure(Kind.DECLINED, 1, json(message("\"refusal\":\"no\"", "stop"))),
                failure(Kind.TRUNCATED, 1, json(message("\"content\":\" \"", "length"))),
                failure(Kind.DECLINED, 1, streams(delta("x"), finish("content_filter"), DONE)),
                failure(Kind.SERVER_ERROR, 1, streams(delta("x"), finish("abort"), DONE)),
                failure(Kind.GARBAGE, 1, streams(delta("x"), finish("repetition"), DONE)),
                failure(Kind.GARBAGE, 1, streams(delta("x"), finish("tool_calls"), DONE)),
                failure(Kind.GARBAGE, 1, streams(delta("x"), DONE)),
                failure(Kind.GARBAGE, 1, streams("data: {oops\n\n")),
                failure(Kind.SERVER_ERROR, 1, streams(delta("x"), error, DONE)),
                failure(Kind.SERVER_ERROR, 1, streams(delta("x"), error)),
                failure(Kind.SERVER_ERROR, 1, streams(delta("x"), "data: {\"error\":\"x\"}\n\n")),
                failure(Kind.TRANSPORT, 1, streams(delta("x"))),
                failure(Kind.TRANSPORT, 2, RawServer.Peer::reset),
                failure(
                        Kind.TRANSPORT,
                        1,
                        peer -> {
                            String part = delta("x");
                            peer.send(
                                    EVENTS.replace(
                                                    "Connection: close",
                                                    "Transfer-Encoding: chunked")
                                            + Integer.toHexString(part.length())
                                            + "\r\n"
                                            + part
                                            + "\r\n");
                            peer.socket().close();
                        }),
                failure(
                        Kind.TRANSPORT,
                        2,
                        peer -> {
                            peer.send(
                                    "HTTP/1.1 200 X\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: 900\r\n\r\n{");
                            peer.socket().close();
                        }),
                failure(Kind.GARBAGE, 1, streams("data: " + "x".repeat(1_000_000))),
                failure(
                        Kind.GARBAGE,
                        1,
                        streams(delta("x".repeat(200_000)), delta("x".repeat(99_000)))),
                failure(Kind.GARBAGE, 1, json("x".repeat(9_000_000))));
    }

    private static Arguments failure(Kind kind, int requests, RawServer.Line line) {
        return Arguments.of(kind, requests, line);
    }

    private static String message(String fields, String finish) {
        return "{\"choices\":[{\"message\":{%s},\"finish_reason\":\"%s\"}]}"
                .formatted(fields, finish);
    }

    @ParameterizedTest(name = "{index} {0}, requests {1}")
    @MethodSource("failures")
    void namesEachFailureAndRepeatsOnlyWhatMayHelp(Kind kind, int requests, RawServer.Line line)
            throws Exception {
        try (var server = new RawServer(line);
                var model = Models.at(server)) {
            ChatFailed failed = failureOf(model);

            assertThat(failed.kind()).isEqualTo(kind);
            assertThat(server.requests()).hasSize(requests);
        }
    }

    @Test
    void aSecondTryCanSucceed() throws Exception {
        try (var server = new RawServer(says(500, "", ""), good("fine"));
                var model = Models.at(server)) {
            assertThat(ask(model).text()).isEqualTo("fine");
        }
    }

    @Test
    void waitsAsLongAsTheServerAsksButNotForAnHour() throws Exception {
        try (var server = new RawServer(says(429, "Retry-After: 3600\r\n", ""), good("too early"));
                var model = Models.at(server)) {
            ChatFailed failed = failureOf(model);

            assertThat(failed.retryAfter()).contains(RetryAfter.CAP);
            assertThat(failureOf(model).kind()).isEqualTo(Kind.OVERLOADED);
            assertThat(server.requests()).hasSize(1);
        }
        try (var server = new RawServer(says(503, "Retry-After: 1\r\n", ""), good("fine"));
                var model = Models.at(server)) {
            long began = System.nanoTime();

            assertThat(ask(model).text()).isEqualTo("fine");
            assertThat(System.nanoTime() - began).isGreaterThan(1_000_000_000L);
        }
    }

    @Test
    void sendsOneUserTurnOverPlainHttp11WithoutAWordAboutThePerson() throws Exception {
        try (var server = new RawServer(good("x"));
                var model = Models.at(server, "api-key", "k-1")) {
            var question =
                    new ChatQuestion(
                            Purpose.REPORT,
                            "user-77",
                            "instruct",
                            "facts",
                            null,
                            new Picture("image/jpeg", new byte[] {1, 2}),
                            64,
                            5);

            model.ask(question, Models.LIMIT);

            assertThat(server.requests().getFirst())
                    .startsWith("POST /v1/chat/completions HTTP/1.1\r\n")
                    .contains(
                            "Content-Length: ",
                            "Authorization: Bearer k-1",
                            "X-Request-Id: ",
                            "\"temperature\":0",
                            "\"top_p\":1",
                            "\"seed\":5",
                            "\"max_completion_tokens\":64",
                            "data:image/jpeg;base64,AQI=")
                    .containsOnlyOnce("\"role\":")
                    .doesNotContainIgnoringCase("upgrade", "http2-settings", "chunked", "user-77");
        }
    }

    @Test
    void leavesThePictureOutForAModelWithoutEyes() throws Exception {
        try (var server = new RawServer(good("x"));
                var model = Models.at(server, "multimodal", "false")) {
            var question =
                    new ChatQuestion(
                            Purpose.REPORT,
                            "service",
                            "instruct",
                            "facts",
                            null,
                            new Picture("image/jpeg", new byte[] {1, 2}),
                            64,
                            5);

            model.ask(question, Models.LIMIT);

            assertThat(server.requests().getFirst())
                    .contains("instruct\\n\\nfacts")
                    .doesNotContain("image");
        }
    }

    private static ChatAnswer ask(LanguageModel model) throws ChatFailed {
        return model.ask(Models.question(Purpose.REPORT), Models.LIMIT);
    }

    private static ChatFailed failureOf(LanguageModel model) {
        return catchThrowableOfType(ChatFailed.class, () -> ask(model));
    }
}
