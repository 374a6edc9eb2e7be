package io.dermflow.llm.agent;

import static io.dermflow.kit.testing.ChatClient.JSON;
import static io.dermflow.kit.testing.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.kit.testing.ChatClient;
import io.dermflow.kit.testing.ModelServer;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.llm.InjectionStrings;
import io.dermflow.llm.parts.Bridge;
import io.dermflow.llm.parts.Neighbours;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The assistant with a language model behind it, over HTTP.
@Timeout(120)
class ModelChatTest {

    /// What a template's tokenizer would take for a control token.
    private static final Pattern CONTROL_TOKEN =
            Pattern.compile(
                    "<(?:start_of_turn|end_of_turn|bos|eos|unused\\d+|start_of_image)>|<\\|");

    private final Neighbours neighbours = new Neighbours();
    private final ModelServer model = new ModelServer();
    private Bridge bridge;

    @BeforeEach
    void start() {
        bridge = Bridge.start(neighbours, "dermflow.llm.base-url", model.url());
    }

    @AfterEach
    void stop() {
        bridge.close();
        model.close();
        neighbours.close();
    }

    private ChatClient client() {
        return new ChatClient(bridge.url(), Tokens.user(new UserId(UUID.randomUUID()), "user"));
    }

    private static String messageOf(List<JsonNode> events) {
        return events.getLast().path("content").path("message").asString();
    }

    @Test
    void theModelClassifiesAndTalks() {
        model.words = List.of("Blue suits you.", " Grey", " does too.");
        try (var client = client()) {
            JsonNode body = JSON.readTree(client.chat(message("Which coat?")).body());

            assertThat(body.path("message").asString()).isEqualTo("Blue suits you. Grey does too.");
            assertThat(body.path("metadata").path("classification_confidence").asString())
                    .isEqualTo("llm_based");
            assertThat(body.path("metadata").path("intent_classification").asString())
                    .isEqualTo("general");
            assertThat(body.path("metadata").path("generator").toString())
                    .contains("\"llm\"", "chat-1.0.0");
            assertThat(body.path("metadata").path("notices").toString()).contains("disclaimer");
        }
    }

    @Test
    void theModelRecommendsWithinThePersonsPalette() {
        String token = Tokens.user(new UserId(UUID.randomUUID()), "user");
        neighbours.know(token, "{\"face\":{\"shape\":\"Oval\",\"season\":\"Dark Winter\"}}");
        model.intent = "{\"intent\":\"clothing\"}";
        model.clothes =
                """
                {"recommendations":[
                  {"item":"Blouse","color":"Ruby","hex":"#9B111E","style":"Calm","reason":"Ruby is in your Dark Winter palette."},
                  {"item":"Hat","color":"Salmon","hex":"#FA8072","style":"Loud","reason":"Dark Winter"}],
                 "styling_tips":["Keep it simple."]}
                """;
        try (var client = new ChatClient(bridge.url(), token)) {
            List<JsonNode> events = client.events(message("Which blouse?"));

            assertThat(events)
                    .anyMatch(event ->
                            event.path("content").asString("").equals("Found 1 recommendations"));
            assertThat(messageOf(events)).contains("Blouse in Ruby").doesNotContain("Salmon");
            assertThat(model.lastTurn("You recommend clothes")).contains("Dark Winter", "Oval");
        }
    }

    @Test
    void rulesClassifyWhenTheModelsClassIsGarbage() {
        model.intent = "I think it is clothing";
        model.clothes = "no JSON";
        try (var client = client()) {
            JsonNode metadata =
                    JSON.readTree(client.chat(message("A jacket for work?")).body())
                            .path("metadata");

            assertThat(metadata.path("intent_classification").asString()).isEqualTo("clothing");
            assertThat(metadata.path("classification_confidence").asString())
                    .isEqualTo("rule_based");
            assertThat(metadata.path("generator").toString()).contains("rules", "llm_garbage");
        }
    }

    @Test
    void earlierExchangesAreDataInTheOneUserTurn() {
        model.words = List.of("Noted.");
        try (var client = client()) {
            String session =
                    JSON.readTree(client.chat(message("My favourite colour is teal")).body())
                            .path("session_id")
                            .asString();
            client.chat(
                    JSON.writeValueAsString(
                            Map.of("message", "Which was it?", "session_id", session)));

            JsonNode last = model.requests().getLast();
            assertThat(last.path("messages").size()).isEqualTo(1);
            assertThat(last.path("messages").path(0).path("role").asString()).isEqualTo("user");
            assertThat(model.lastTurn("You are the assistant"))
                    .contains("My favourite colour is teal", "Noted.", "Which was it?");
        }
    }

    @Test
    void aRedFlagAsksNoModel() {
        try (var client = client()) {
            client.chat(message("I can't breathe"));

            assertThat(model.requests()).isEmpty();
        }
    }

    @Test
    void leavesOutDiagnosesAndSaysSo() {
        model.words = List.of("Wear a hat. You have ", "melanoma. Use shade.");
        try (var client = client()) {
            JsonNode body = JSON.readTree(client.chat(message("Sun?")).body());

            assertThat(body.path("message").asString()).isEqualTo("Wear a hat. Use shade.");
            assertThat(body.path("metadata").path("notices").toString()).contains("left_out");
        }
    }

    @Test
    void noStringOfTheCorporaIsActiveInAnAnswerOrAControlTokenOnTheWire() throws IOException {
        List<String> strings = InjectionStrings.all();
        int step = Math.max(1, strings.size() / 150);
        try (var client = client()) {
            for (int i = 0; i < strings.size(); i += step) {
                String string = strings.get(i);
                model.words = List.of("Well. ", string, " Done.");
                String asked = string.length() > 4000 ? string.substring(0, 4000) : string;
                var answer = client.chat(message(asked.isBlank() ? "x" : asked));
                assertThat(answer.statusCode()).as(string).isIn(200, 400);
                if (answer.statusCode() == 200) {
                    String said = JSON.readTree(answer.body()).path("message").asString();
                    assertThat(InjectionStrings.activeIn(said)).as(said).isEmpty();
                }
            }
        }
        assertThat(model.requests()).hasSizeGreaterThan(50);
        assertThat(model.requests())
                .noneMatch(request ->
                        CONTROL_TOKEN
                                .matcher(
                                        request.path("messages").path(0).path("content").asString())
                                .find());
    }
}
