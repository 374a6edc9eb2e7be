package io.dermflow.llm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.UserId;
import io.dermflow.kit.testing.ChatClient;
import io.dermflow.kit.testing.ModelServer;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.llm.parts.Bridge;
import io.dermflow.llm.parts.Neighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The streams in `docs/samples/chat-*-model.txt` are what a reader gets when a scripted model says
/// these words; session, person and time are left out. With `-Ddermflow.write-samples=true` they
/// are written anew.
@Timeout(60)
class SampleChatsTest {

    private static final Path SAMPLES = Path.of("../docs/samples");
    private static final boolean WRITE = Boolean.getBoolean("dermflow.write-samples");

    private static final Neighbours NEIGHBOURS = new Neighbours();
    private static final ModelServer MODEL = new ModelServer();
    private static final String TOKEN = Tokens.user(new UserId(UUID.randomUUID()), "user");
    private static Bridge bridge;

    @BeforeAll
    static void start() {
        bridge = Bridge.start(NEIGHBOURS, "dermflow.llm.base-url", MODEL.url());
        NEIGHBOURS.know(
                TOKEN,
                """
                {"timestamp":"2026-11-20T10:00:00Z","findings_statement":"2 detected.",
                 "face":{"shape":"Oval","season":"Dark Winter"},
                 "report":{"summary":"2 marks on the skin were measured."}}
                """);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        MODEL.close();
        NEIGHBOURS.close();
    }

    @Test
    void aConversationIsStreamedAsInItsSample() throws IOException {
        MODEL.words =
                List.of(
                        "Your last report says that two marks were measured. ",
                        "Show them to a clinician if they change. You have ",
                        "melanoma. Sun cream every morning helps.");
        compare("chat-general-model.txt", "What does my report say?");
    }

    @Test
    void aRecommendationIsStreamedAsInItsSample() throws IOException {
        MODEL.intent = "{\"intent\":\"clothing\"}";
        MODEL.clothes =
                """
                {"recommendations":[
                  {"item":"Blouse","color":"Ruby","hex":"#9B111E","style":"Calm","reason":"Ruby is in your Dark Winter palette."},
                  {"item":"Hat","color":"Salmon","hex":"#FA8072","style":"Loud","reason":"Dark Winter"}],
                 "styling_tips":["Keep it simple."]}
                """;
        compare("chat-clothing-model.txt", "Which blouse for a job interview?");
    }

    private static void compare(String name, String question) throws IOException {
        StringBuilder now = new StringBuilder("> " + question + "\n\n");
        try (var client = new ChatClient(bridge.url(), TOKEN);
                var stream = client.open(ChatClient.message(question))) {
            stream.rest();
            stream.raw().stream()
                    .filter(line -> line.startsWith("data: "))
                    .map(SampleChatsTest::withoutNames)
                    .forEach(line -> now.append(line).append('\n'));
        }
        Path file = SAMPLES.resolve(name);

        if (WRITE) {
            Files.writeString(file, now);
        }
        assertThat(now.toString()).isEqualTo(Files.readString(file));
    }

    private static String withoutNames(String line) {
        return line.replaceAll("\"(session_id|user_id|timestamp)\":\"[^\"]*\"", "\"$1\":\"…\"");
    }
}
