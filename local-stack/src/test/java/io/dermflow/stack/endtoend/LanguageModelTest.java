package io.dermflow.stack.endtoend;

import static io.dermflow.kit.testing.ChatClient.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.kit.testing.ChatClient;
import io.dermflow.kit.testing.ModelServer;
import io.dermflow.stack.deploy.MetricsPage;
import io.dermflow.stack.deploy.Queries;
import io.dermflow.stack.part.Part;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The whole suite with a language model that could not answer when the first report was written.
@EndToEnd
class LanguageModelTest {

    private static final String CLAIM = "Show mark F1 to a clinician if it changes.";
    private static final String REPORT =
            """
            {"claims":[{"text":"%s","kind":"advice","evidence":["F1"]}],
             "summary":"One mark was measured.","urgency":"routine","questions":[]}\
            """
                    .formatted(CLAIM);

    private static final ModelServer MODEL = new ModelServer();
    private static Person person;
    private static String early;

    @BeforeAll
    static void start() {
        MODEL.report = REPORT;
        MODEL.overloaded = true;
        Suite.restartWith(
                Part.REPORT,
                Map.of(
                        "DERMFLOW_UPGRADE_EVERY", "1s",
                        "DERMFLOW_UPGRADE_BATCH", "100",
                        "DERMFLOW_UPGRADE_BACKOFF", "1s"));
        Suite.restartWith(
                Part.LLM, Map.of("LLM_BASE_URL", MODEL.url(), "DERMFLOW_LLM_GUARD_COOLDOWN", "1s"));
        person = Person.registered();
        early = person.submit(Pictures.skin(71));
        assertThat(person.awaitEnd(early)).isEqualTo("succeeded");
        assertThat(generator(early)).isEqualTo("template");
        MODEL.overloaded = false;
    }

    @AfterAll
    static void stop() {
        Suite.restartWith(Part.LLM, Map.of());
        Suite.restartWith(Part.REPORT, Map.of());
        MODEL.close();
    }

    @Test
    void theReportIsWrittenAgainAndAnnouncedOnceMoreAndLaterOnesAreTheModels() {
        Await.until(
                "the better report",
                Suite.PATIENCE,
                () -> person.results(early).path("report_version").asInt() == 2);

        assertThat(generator(early)).isEqualTo("llm");
        assertThat(person.results(early).path("report").path("claims").toString()).contains(CLAIM);
        Await.until(
                "its announcement", Suite.PATIENCE, () -> Partner.results().get(early).size() == 2);
        List<JsonNode> announced =
                Partner.results().get(early).stream().map(Person.JSON::readTree).toList();
        assertThat(announced)
                .extracting(event -> event.path("event").asString())
                .containsExactly("completed", "report_upgraded");
        assertThat(announced.getLast().path("summary").path("report_version").asInt()).isEqualTo(2);
        String later = person.submit(Pictures.skin(72));
        assertThat(person.awaitEnd(later)).isEqualTo("succeeded");
        assertThat(generator(later)).as(() -> person.results(later).toString()).isEqualTo("llm");
        assertThat(person.results(later).path("report_version").asInt()).isOne();
    }

    /// Only here does a model answer; [ExposedMetricsTest] sees the rest.
    @Test
    void everyQueryFindsItsSeriesOfTheModel() {
        List<Queries.Selector> asked =
                Queries.all().stream()
                        .flatMap(query -> Queries.selectors(query).stream())
                        .filter(selector -> selector.metric().startsWith("dermflow_llm_"))
                        .toList();
        Await.until(
                "the first words of the better report",
                Suite.PATIENCE,
                () ->
                        Figures.of(List.of(Part.LLM))
                                .counted("dermflow_llm_first_token_seconds_count"));

        Figures exposed = Figures.of(List.of(Part.LLM));

        assertThat(asked).isNotEmpty().allMatch(exposed::has);
        assertThat(exposed.unlike(MetricsPage.rows())).isEmpty();
    }

    @Test
    void aSentenceIsReadThroughTheGatewayBeforeTheModelHasSaidTheNext() {
        MODEL.words = List.of("Blue suits you. ", "Grey does", " too.");
        MODEL.beforeLast = new CountDownLatch(1);
        try (var assistant = person.assistant();
                var stream = assistant.open(message("Talk to me"))) {
            assertThat(firstChunk(stream)).startsWith("Blue suits you.");

            MODEL.beforeLast.countDown();

            JsonNode done = stream.rest().getLast().path("content");
            assertThat(done.path("message").asString()).isEqualTo("Blue suits you. Grey does too.");
        }
    }

    @Test
    void aReaderWhoLeavesTheGatewayStopsTheModel() throws Exception {
        MODEL.words = List.of("Blue suits you. ", "Grey does");
        MODEL.fallsSilent = true;
        try (var assistant = person.assistant()) {
            var socket = assistant.openSocket(message("Talk to me"), "Blue suits you.");

            socket.close();

            assertThat(MODEL.hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            MODEL.fallsSilent = false;
        }
    }

    private static String firstChunk(ChatClient.Stream stream) {
        JsonNode event = stream.next();
        while (!event.path("type").asString().equals("chunk")) {
            event = stream.next();
        }
        return event.path("content").asString();
    }

    private static String generator(String id) {
        return person.results(id).path("report").path("generator").path("kind").asString();
    }
}
