package io.dermflow.llm.narrative;

import static io.dermflow.llm.ScriptedModel.says;
import static io.dermflow.llm.ScriptedModel.saysAndStopsBy;
import static io.dermflow.llm.ScriptedModel.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.dermflow.events.TaskId;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Urgency;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.llm.ScriptedModel;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.endpoint.Models;
import io.dermflow.llm.prompt.Prompt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class ModelNarratorTest {

    private static final String GOOD =
            """
            {"claims":[{"text":"Mark F1 covers 2.1 % of the picture.","kind":"observation","evidence":["F1"]},
                       {"text":"This is a melanoma.","kind":"observation","evidence":["F1"]}],
             "summary":"One mark was measured.","urgency":"none","questions":["When should I come back?"]}\
            """;

    @Test
    void keepsWhatCanBeCheckedAndDropsTheRest() {
        try (var model = new ScriptedModel(says(GOOD))) {
            Narrative report = write(model, Duration.ofSeconds(5));

            assertThat(report.generator().kind()).isEqualTo("llm");
            assertThat(report.claims())
                    .extracting(Narrative.Claim::text)
                    .startsWith("Mark F1 covers 2.1 % of the picture.")
                    .noneMatch(text -> text.contains("melanoma"));
            assertThat(report.generator().dropped()).containsExactly(entry("diagnosis", 1));
            assertThat(report.generator().promptTokens()).isEqualTo(100);
        }
    }

    @Test
    void neverLowersTheRulesUrgency() {
        try (var model = new ScriptedModel(says(GOOD))) {
            assertThat(write(model, Duration.ofSeconds(5)).urgency()).isEqualTo(Urgency.ROUTINE);
        }
    }

    @Test
    void readsAroundFencesAndThoughts() {
        try (var model =
                new ScriptedModel(
                        says("<unused94>thought {\"a\":1}<unused95>```json\n" + GOOD + "\n```"))) {
            assertThat(write(model, Duration.ofSeconds(5)).generator().kind()).isEqualTo("llm");
        }
    }

    @Test
    void repairsOnceThenFallsBack() {
        try (var model = new ScriptedModel(says("no JSON at all"), says(GOOD))) {
            assertThat(write(model, Duration.ofSeconds(5)).generator().attempts()).isEqualTo(2);
        }
        try (var model = new ScriptedModel(says("{\"claims\":[]}"))) {
            Narrative report = write(model, Duration.ofSeconds(5));

            assertThat(report.generator().kind()).isEqualTo("template");
            assertThat(report.generator().fallbackReason()).isEqualTo("llm_garbage");
            assertThat(report.generator().attempts()).isEqualTo(2);
            assertThat(model.requests()).isEqualTo(2);
        }
    }

    @Test
    void everyFailureEndsInATemplateReport() {
        for (ScriptedModel.Line line :
                List.of(
                        status(500, "{}"),
                        status(503, ""),
                        status(429, "{}"),
                        status(401, "{\"error\":\"Unauthorized\"}"),
                        status(404, "{}"),
                        status(302, ""),
                        status(200, "<html>login</html>"),
                        status(200, ""),
                        status(200, "{\"choices\":[]}"),
                        status(200, "[]"),
                        status(200, "null"),
                        saysAndStopsBy(GOOD, "abort"),
                        saysAndStopsBy("", "length"),
                        says(GOOD.replace("F1", "F9")),
                        says("{".repeat(10_000)),
                        says("x".repeat(300_000)))) {
            try (var model = new ScriptedModel(line)) {
                Narrative report = write(model, Duration.ofSeconds(5));

                assertThat(report.generator().kind()).isEqualTo("template");
                assertThat(report.claims()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\","
                        + "\"type\":\"BadRequestError\",\"param\":\"input_tokens\",\"code\":400}}",
                "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\","
                        + "\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9,\"n_ctx\":8}}"
            })
    void leavesOutTheLowestFindingsOnceWhenTheContextIsTooSmall(String overflow) {
        var request =
                new NarrativeRequest(
                        new TaskId(UUID.randomUUID()),
                        "en",
                        List.of("skin"),
                        Analyses.withManyLesions(5));
        try (var model = new ScriptedModel(status(400, overflow), says(GOOD))) {
            Narrative report = story(model).write(request, Instant.now().plusSeconds(5));

            assertThat(report.generator().kind()).isEqualTo("llm");
            assertThat(report.generator().attempts()).isEqualTo(2);
            assertThat(model.bodies().getFirst()).contains("F1", "F3", "F4", "F5");
            assertThat(prompt(model.bodies().get(1)))
                    .contains("\"F1\"", "\"F3\"")
                    .doesNotContain("\"F4\"", "\"F5\"");
            assertThat(report.claims())
                    .as("what the model was not told is still said")
                    .anyMatch(claim -> claim.evidence().contains("F5"));
        }
        try (var model = new ScriptedModel(status(400, overflow))) {
            Narrative report = story(model).write(request, Instant.now().plusSeconds(5));

            assertThat(report.generator().fallbackReason()).isEqualTo("llm_context_overflow");
            assertThat(model.requests()).isEqualTo(2);
        }
    }

    @Test
    void stopsTheUpstreamWhenItsTimeIsOver() throws InterruptedException {
        var stopped = new CountDownLatch(1);
        ScriptedModel.Line drip =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try {
                        while (stopped.getCount() > 0) {
                            exchange.getResponseBody().write(' ');
                            exchange.getResponseBody().flush();
                            if (stopped.await(20, TimeUnit.MILLISECONDS)) {
                                return;
                            }
                        }
                    } catch (IOException gone) {
                        stopped.countDown();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        try (var model = new ScriptedModel(drip)) {
            Narrative report = write(model, Duration.ofMillis(900));

            assertThat(report.generator().fallbackReason()).isEqualTo("llm_timeout");
            assertThat(stopped.await(30, TimeUnit.SECONDS)).as("upstream saw the end").isTrue();
        }
    }

    @Test
    void speaksPlainHttp11WithALength() {
        try (var model = new ScriptedModel(says(GOOD))) {
            write(model, Duration.ofSeconds(5));

            assertThat(model.lastHeaders()).doesNotContainKeys("Upgrade", "Http2-settings");
            assertThat(model.lastHeaders().get("Content-length")).isNotNull();
            assertThat(model.bodies().getFirst())
                    .contains("\"temperature\":0", "json_schema", "max_completion_tokens");
        }
    }

    @Test
    void leavesAServerAloneThatKeepsFailing() {
        try (var model = new ScriptedModel(status(500, "{}"))) {
            WriteReport story = story(model);

            for (int i = 0; i < 10; i++) {
                story.write(request(), Instant.now().plusSeconds(5));
            }

            assertThat(model.requests()).isEqualTo(5);
        }
    }

    @Test
    void thePromptBeginsWithTheSameBytesWhateverTheFactsAre() {
        String instructions = Prompt.load("report", "2.1.0").instructions();
        try (var model = new ScriptedModel(says(GOOD))) {
            WriteReport story = story(model);
            for (var analysis : Analyses.ofEveryKind().values()) {
                story.write(
                        new NarrativeRequest(
                                new TaskId(UUID.randomUUID()), "fr", List.of("skin"), analysis),
                        Instant.now().plusSeconds(5));
            }

            assertThat(model.bodies()).hasSizeGreaterThan(5);
            assertThat(model.bodies().stream().map(ModelNarratorTest::prompt))
                    .allMatch(text -> text.startsWith(instructions));
        }
    }

    private static String prompt(String body) {
        return JsonMapper.shared().readTree(body).at("/messages/0/content").asString();
    }

    @Test
    void tellsTheModelWhichRulesItBroke() {
        String bad = GOOD.replace("Mark F1 covers 2.1 %", "See https://x.example: 9.9 %");
        try (var model = new ScriptedModel(says(bad), says(GOOD))) {
            Narrative report = write(model, Duration.ofSeconds(5));

            assertThat(report.generator().attempts()).isEqualTo(2);
            assertThat(model.bodies().get(1))
                    .contains("Name no disease.", "No links, no addresses, no markup.")
                    .doesNotContain("x.example");
        }
    }

    @Test
    void keepsWhatTheFirstRoundGaveWhenTheRepairFails() {
        String poor =
                GOOD.replace(
                        "\"claims\":[",
                        "\"claims\":[{\"text\":\"It is harmless.\",\"kind\":\"advice\",\"evidence\":[\"F1\"]},");
        try (var model = new ScriptedModel(says(poor), status(500, "{}"))) {
            Narrative report = write(model, Duration.ofSeconds(5));

            assertThat(report.generator().kind()).isEqualTo("llm");
            assertThat(report.claims().getFirst().text()).contains("2.1 %");
        }
    }

    @Test
    void saysItselfWhatTheModelLeftOut() {
        try (var model = new ScriptedModel(says(GOOD))) {
            var request =
                    new NarrativeRequest(
                            new TaskId(UUID.randomUUID()),
                            "en",
                            List.of("skin"),
                            Analyses.withManyLesions(3));
            Narrative report = story(model).write(request, Instant.now().plusSeconds(5));

            for (String id : List.of("F1", "F2", "F3")) {
                assertThat(report.claims()).anyMatch(claim -> claim.evidence().contains(id));
            }
            assertThat(report.claims())
                    .anyMatch(claim -> claim.evidence().contains("quality.blur"));
        }
    }

    @Test
    void showsAPictureOnlyWhenItIsAJpeg() {
        String jpeg = Base64.getEncoder().encodeToString(new byte[] {-1, -40, -1, -32, 0, 0});
        for (var given :
                List.of(
                        new NarrativeRequest.Picture("image/jpeg", jpeg),
                        new NarrativeRequest.Picture("image/jpeg", "bm8="),
                        new NarrativeRequest.Picture("image/svg+xml", jpeg))) {
            var request =
                    new NarrativeRequest(
                            new TaskId(UUID.randomUUID()),
                            "en",
                            List.of("skin"),
                            Analyses.withOneLesion(),
                            given,
                            Map.of());
            boolean shown = given.base64().equals(jpeg) && given.mediaType().equals("image/jpeg");

            assertThat(new ReportPicture(true, 100).of(request) != null).isEqualTo(shown);
            assertThat(new ReportPicture(false, 100).of(request)).isNull();
            assertThat(new ReportPicture(true, 3).of(request)).isNull();
        }
    }

    private static Narrative write(ScriptedModel model, Duration limit) {
        return story(model).write(request(), Instant.now().plus(limit));
    }

    private static NarrativeRequest request() {
        return new NarrativeRequest(
                new TaskId(UUID.randomUUID()), "en", List.of("skin"), Analyses.withOneLesion());
    }

    private static WriteReport story(ScriptedModel model) {
        var properties = Models.properties(model.baseUrl(), "total", "3s", "max-tokens", "500");
        var meters = new SimpleMeterRegistry();
        var narrator =
                new ModelNarrator(
                        new LanguageModel(properties, meters),
                        properties.maxTokens(),
                        Prompt.load("report", "2.1.0"),
                        meters);
        return new WriteReport(
                Optional.of(narrator),
                new TemplateNarrator(),
                new ReportPicture(true, 1_500_000),
                meters,
                Clock.systemUTC());
    }
}
