package io.dermflow.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dermflow.llm.endpoint.ChatFailed.Kind;
import io.dermflow.llm.endpoint.ChatQuestion.Form;
import io.dermflow.llm.endpoint.ChatQuestion.Purpose;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.json.JsonMapper;

/// What any endpoint must do, asked of a real one: `-Dllm.live.url=http://host:8000`, and
/// `-Dllm.live.model=`, `-Dllm.live.key=` where it needs them.
@Timeout(300)
@EnabledIfSystemProperty(named = "llm.live.url", matches = ".+")
class LiveEndpointTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LanguageModel model;

    @BeforeEach
    void connect() {
        model =
                Models.of(
                        Models.properties(
                                System.getProperty("llm.live.url"),
                                "model",
                                System.getProperty("llm.live.model", "default"),
                                "api-key",
                                System.getProperty("llm.live.key", ""),
                                "total",
                                "60s"));
    }

    @AfterEach
    void disconnect() {
        model.close();
    }

    @Test
    void streamsExactlyWhatItAnswers() throws Exception {
        var pieces = new StringBuilder();

        ChatAnswer answer =
                model.stream(question("Say a few words.", null, 32), PATIENCE, pieces::append);

        assertThat(pieces).hasToString(answer.text()).isNotEmpty();
        assertThat(answer.completionTokens()).isBetween(0, 32);
    }

    @Test
    void takesASchema() throws Exception {
        var schema =
                JsonMapper.shared()
                        .readTree(
                                """
                                {"type":"object","additionalProperties":false,"required":["route"],
                                 "properties":{"route":{"type":"string","enum":["a","b"]}}}
                                """);

        ChatAnswer answer =
                model.ask(question("Choose a or b.", new Form("route", schema), 64), PATIENCE);

        assertThat(answer.text()).isNotBlank();
    }

    @Test
    void saysThatAQuestionIsTooLong() {
        ChatFailed failed =
                catchThrowableOfType(
                        ChatFailed.class,
                        () -> model.ask(question("word ".repeat(400_000), null, 16), PATIENCE));

        assertThat(failed.kind()).isIn(Kind.CONTEXT_OVERFLOW, Kind.REFUSED);
    }

    @Test
    void stopsWhenNobodyReads() {
        TextSink gone =
                _ -> {
                    throw new IOException("gone");
                };

        ChatFailed failed =
                catchThrowableOfType(
                        ChatFailed.class,
                        () -> model.stream(question("Count to 100.", null, 400), PATIENCE, gone));

        assertThat(failed.kind()).isEqualTo(Kind.CLIENT_GONE);
    }

    @Test
    void knowsTheModel() throws Exception {
        new EndpointProbe(model.endpoints().getFirst()).look();

        assertThat(model.states().getFirst().healthy()).isTrue();
    }

    private static ChatQuestion question(String facts, Form form, int maxTokens) {
        return new ChatQuestion(
                Purpose.REPORT, "service", "Answer shortly.", facts, form, null, maxTokens, 1);
    }
}
