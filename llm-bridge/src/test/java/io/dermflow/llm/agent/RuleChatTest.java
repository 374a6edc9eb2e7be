package io.dermflow.llm.agent;

import static io.dermflow.kit.testing.ChatClient.JSON;
import static io.dermflow.kit.testing.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.kit.testing.ChatClient;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.llm.parts.Bridge;
import io.dermflow.llm.parts.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The assistant without a language model, over HTTP.
@Timeout(60)
class RuleChatTest {

    private static final Neighbours NEIGHBOURS = new Neighbours();
    private static Bridge bridge;

    /// Seed 004's frames of a general stream, with what we add to a finished one.
    private static final List<String> GENERAL =
            List.of(
                    "metadata session_id user_id timestamp",
                    "status content node=classify",
                    "metadata content{route session_id} node=classify",
                    "status content node=general",
                    "chunk content node=general",
                    "metadata content{message_complete} node=general",
                    "done content{route session_id message complete generator} node=end");

    private static final List<String> CLOTHING =
            List.of(
                    "metadata session_id user_id timestamp",
                    "status content node=classify",
                    "metadata content{route session_id} node=classify",
                    "status content node=clothing",
                    "status content node=clothing",
                    "clothing_item content{recommendations styling_tips} node=clothing",
                    "metadata content{message_complete} node=clothing",
                    "done content{route session_id message complete generator} node=end");

    @BeforeAll
    static void start() {
        bridge = Bridge.start(NEIGHBOURS);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        NEIGHBOURS.close();
    }

    private static UserId somebody() {
        return new UserId(UUID.randomUUID());
    }

    private static ChatClient client() {
        return new ChatClient(bridge.url(), Tokens.user(somebody(), "user"));
    }

    /// A frame without values, in the order of its keys; consecutive chunks are one.
    private static List<String> shapes(List<JsonNode> events) {
        List<String> shapes =
                new ArrayList<>(
                        events.stream()
                                .filter(event -> !event.path("type").asString().equals("notice"))
                                .map(RuleChatTest::shape)
                                .toList());
        for (int i = shapes.size() - 1; i > 0; i--) {
            if (shapes.get(i).startsWith("chunk") && shapes.get(i - 1).startsWith("chunk")) {
                shapes.remove(i);
            }
        }
        return shapes;
    }

    private static String shape(JsonNode event) {
        StringBuilder shape = new StringBuilder(event.path("type").asString());
        event.properties()
                .forEach(member -> {
                    switch (member.getKey()) {
                        case "type", "seq" -> {}
                        case "node" -> shape.append(" node=").append(member.getValue().asString());
                        default -> {
                            shape.append(' ').append(member.getKey());
                            if (member.getValue().isObject()) {
                                shape.append('{')
                                        .append(String.join(" ", member.getValue().propertyNames()))
                                        .append('}');
                            }
                        }
                    }
                });
        return shape.toString();
    }

    @Test
    void streamsAGeneralAnswerInTheOrderOfTheSeed() {
        try (var client = client();
                var stream = client.open(message("Hello, how are you?"))) {
            List<JsonNode> events = stream.rest();

            assertThat(stream.answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(shapes(events)).isEqualTo(GENERAL);
            assertThat(events)
                    .extracting(event -> event.path("seq").asInt())
                    .isEqualTo(IntStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(stream.raw())
                    .allMatch(line ->
                            line.isEmpty() || line.startsWith("data: ") || line.startsWith(":"));
        }
    }

    @Test
    void theFinishedEventRepeatsAllChunks() {
        try (var client = client()) {
            List<JsonNode> events = client.events(message("Tell me about skin care"));

            String chunks =
                    events.stream()
                            .filter(event -> event.path("type").asString().equals("chunk"))
                            .map(event -> event.path("content").asString())
                            .reduce("", String::concat);
            JsonNode done = events.getLast();
            assertThat(done.path("content").path("message").asString())
                    .isEqualTo(chunks)
                    .isNotBlank();
            assertThat(done.path("content").path("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void streamsAClothingAnswerInTheOrderOfTheSeed() {
        try (var client = client()) {
            List<JsonNode> events = client.events(message("Find me a jacket for a job interview"));

            assertThat(shapes(events)).isEqualTo(CLOTHING);
            JsonNode item =
                    events.stream()
                            .filter(event -> event.path("type").asString().equals("clothing_item"))
                            .findFirst()
                            .orElseThrow()
                            .path("content")
                            .path("recommendations")
                            .path(0);
            assertThat(List.copyOf(item.propertyNames()))
                    .containsExactly(
                            "index",
                            "item",
                            "color",
                            "style",
                            "reason",
                            "price_range",
                            "where_to_buy",
                            "hex_color");
            assertThat(item.path("price_range").isNull()).isTrue();
            assertThat(item.path("where_to_buy").isArray()).isTrue();
            assertThat(item.path("where_to_buy").isEmpty()).isTrue();
            assertThat(item.path("hex_color").asString()).matches("#[0-9A-F]{6}");
            assertThat(item.path("item").asString()).isEqualTo("Tailored blazer");
            assertThat(events)
                    .anyMatch(event ->
                            event.path("content").asString("").equals("Found 3 recommendations"));
        }
    }

    @Test
    void answersWholeInTheShapeOfTheSeed() {
        try (var client = client()) {
            var answer = client.chat(message("Find me a jacket for a job interview"));

            JsonNode body = JSON.readTree(answer.body());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(List.copyOf(body.propertyNames()))
                    .containsExactly("message", "session_id", "metadata");
            assertThat(List.copyOf(body.path("metadata").propertyNames()))
                    .containsExactly(
                            "timestamp",
                            "workflow_version",
                            "intent_classification",
                            "classification_confidence",
                            "agent_used",
                            "generator",
                            "notices");
            assertThat(body.path("session_id").asString()).matches("[0-9a-f]{16}");
            assertThat(body.path("metadata").path("timestamp").asString()).endsWith("Z");
            assertThat(body.path("metadata").path("workflow_version").asString()).isEqualTo("1.0");
            assertThat(body.path("metadata").path("intent_classification").asString())
                    .isEqualTo("clothing");
            assertThat(body.path("metadata").path("classification_confidence").asString())
                    .isEqualTo("rule_based");
            assertThat(body.path("metadata").path("agent_used").asString())
                    .isEqualTo("ClothingExpert");
            assertThat(body.path("metadata").path("generator").path("kind").asString())
                    .isEqualTo("rules");
            assertThat(body.path("metadata").path("notices").toString())
                    .contains("degraded", "no_colour_season");
        }
    }

    @Test
    void recommendsFromThePersonsOwnSeasonAndFaceShape() {
        String token = Tokens.user(somebody(), "user");
        NEIGHBOURS.know(
                token,
                """
                {"timestamp":"2026-11-20T10:00:00Z",
                 "face":{"shape":"Heart","season":"Dark Winter","confidence":"low"}}
                """);
        try (var client = new ChatClient(bridge.url(), token)) {
            JsonNode body =
                    JSON.readTree(client.chat(message("A shirt for the office please")).body());

            assertThat(body.path("message").asString())
                    .contains("Dark Winter", "heart face shape")
                    .doesNotContain("Spring", "Summer", "Autumn");
            assertThat(body.path("metadata").path("notices").toString())
                    .contains("low_confidence")
                    .doesNotContain("no_colour_season");
        }
    }

    @Test
    void takesTheSeasonFromTheMessageAndSaysSo() {
        try (var client = client()) {
            String body =
                    client.chat(message("I am a soft autumn, what dress for a wedding?")).body();

            assertThat(body).contains("Muted Autumn", "season_from_message");
        }
    }

    @Test
    void readsTheLastReportInItsOwnWords() {
        String token = Tokens.user(somebody(), "user");
        NEIGHBOURS.know(
                token,
                """
                {"timestamp":"2026-11-20T10:00:00Z","findings_statement":"2 detected.",
                 "report":{"summary":"2 marks on the skin were measured."}}
                """);
        try (var client = new ChatClient(bridge.url(), token)) {
            assertThat(client.chat(message("What does my report say?")).body())
                    .contains("2026-11-20", "2 marks on the skin were measured.", "disclaimer");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My mole has been growing and it bleeds|dermatologist",
                "Mi lunar ha cambiado y sangra|dermatólogo",
                "Mein Muttermal ist gewachsen und verändert sich|Hautarztpraxis",
                "Mon grain de beauté a changé et saigne|dermatologue",
                "Minha pinta mudou e está sangrando|dermatologista",
                "I can't breathe and my tongue is swollen|112",
                "No puedo respirar|112",
                "Ich bekomme keine Luft|112",
                "Je ne peux plus respirer|112",
                "Não consigo respirar|192",
                "I want to kill myself, what should I wear|988",
                "Quiero suicidarme|024",
                "Ich will nicht mehr leben|116 123",
                "Je veux mourir|3114",
                "Quero morrer|188"
            })
    void answersARedFlagFromCode(String words, String expected) {
        try (var client = client()) {
            JsonNode body = JSON.readTree(client.chat(message(words)).body());

            assertThat(body.path("message").asString()).contains(expected);
            assertThat(body.path("metadata").path("safety").asBoolean()).isTrue();
            assertThat(body.path("metadata").path("agent_used").asString())
                    .isEqualTo("GeneralConversation");
            assertThat(body.path("metadata").path("generator").path("kind").asString())
                    .isEqualTo("safety");
        }
    }

    @Test
    void refusesAnotherUsersIdAndTakesTheTokens() {
        UserId me = somebody();
        try (var client = new ChatClient(bridge.url(), Tokens.user(me, "user"))) {
            var foreign =
                    client.chat(
                            JSON.writeValueAsString(
                                    Map.of("message", "Hi", "user_id", somebody().toString())));
            var own =
                    client.chat(
                            JSON.writeValueAsString(
                                    Map.of("message", "Hi", "user_id", me.toString())));

            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(foreign.body()).contains("not_your_user_id");
            assertThat(own.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesWhatIsOutOfBounds() {
        try (var client = client()) {
            assertThat(client.chat("{}").statusCode()).isEqualTo(400);
            assertThat(client.chat("null").statusCode()).isEqualTo(400);
            assertThat(client.chat("{\"message\":\"hi\",\"x\":1}").statusCode()).isEqualTo(400);
            assertThat(client.chat(message("x".repeat(4001))).body()).contains("message_too_long");
            assertThat(
                            client.chat(
                                            "{\"message\":\"hi\",\"context\":{\"a\":\""
                                                    + "x".repeat(16_001)
                                                    + "\"}}")
                                    .body())
                    .contains("context_too_large");
            assertThat(
                            client.chat(
                                            "{\"message\":\"hi\",\"context\":"
                                                    + "{\"a\":".repeat(40)
                                                    + "1"
                                                    + "}".repeat(40)
                                                    + "}")
                                    .statusCode())
                    .isEqualTo(400);
            assertThat(client.chat("{\"message\":\"" + "x".repeat(70_000) + "\"}").statusCode())
                    .isEqualTo(413);
            assertThat(client.chat("{\"message\":\"<start_of_turn>\"}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void namesAPieceOfTheWardrobeThatIsInThePalette() {
        try (var client = client()) {
            String body =
                    client.chat(
                                    """
                                    {"message":"I am a dark winter. An outfit for the office?",
                                     "context":{"wardrobe":["ruby scarf <script>x</script>","socks"]}}
                                    """)
                            .body();

            assertThat(body).contains("You already have: ruby scarf").doesNotContain("script");
        }
    }

    @Test
    void tellsEverybodyThatItLivesAndOnlyAdminsMore() {
        try (var admin = new ChatClient(bridge.url(), Tokens.user(somebody(), "admin"));
                var user = client()) {
            assertThat(user.get("/api/v1/agent/health").body())
                    .contains("\"status\":\"healthy\"", "timestamp");
            assertThat(user.get("/api/v1/agent/status").statusCode()).isEqualTo(403);
            assertThat(admin.get("/api/v1/agent/status").statusCode()).isEqualTo(200);
        }
    }
}
