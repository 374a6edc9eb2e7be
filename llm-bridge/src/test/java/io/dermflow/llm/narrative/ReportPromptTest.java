package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What is asked, byte for byte. With `-Ddermflow.write-golden=true` the golden files are written
/// anew; that belongs to a new version of a prompt, never to an old one.
class ReportPromptTest {

    private static final boolean WRITE = Boolean.getBoolean("dermflow.write-golden");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/prompts");

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0", "2.1.0"})
    void aVersionIsRenderedToTheSameBytesForEver(String version) throws IOException {
        Prompt prompt = Prompt.load("report", version);
        StringBuilder all = new StringBuilder(prompt.sha256() + "\n\n" + prompt.instructions());
        Analyses.ofEveryKind()
                .forEach((kind, analysis) -> {
                    var labels = new Labels(new Evidence(analysis));
                    all.append("\n--- ").append(kind).append('\n').append(facts(analysis, "es"));
                    all.append('\n')
                            .append(new AnswerForms(prompt).of(labels).schema())
                            .append('\n');
                });
        Path file = GOLDEN.resolve("report-" + version + ".txt");

        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, all);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(file));
    }

    @Test
    void aPromptThatIsNotThereIsRefusedAtTheStart() {
        assertThatThrownBy(() -> Prompt.load("report", "9.9.9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9.9.9");
    }

    @Test
    void theSchemasAreFewAndHoldNothingOfACapture() {
        var forms = new AnswerForms(Prompt.load("report", "2.1.0"));
        Set<ChatQuestion.Form> seen = new HashSet<>();
        for (int lesions = 1; lesions <= 40; lesions++) {
            seen.add(forms.of(labels(Analyses.withManyLesions(lesions))));
        }

        assertThat(seen).hasSizeLessThanOrEqualTo(7);
        assertThat(forms.of(labels(Analyses.withFeatures())).schema().toString())
                .doesNotContain("cheek", "forehead");
    }

    @Test
    void theSchemaAdmitsEveryLabelOfTheFactsAndNoOther() {
        var forms = new AnswerForms(Prompt.load("report", "2.1.0"));
        for (Analysis analysis : Analyses.ofEveryKind().values()) {
            Labels labels = labels(analysis);
            var schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(forms.of(labels).schema());
            for (String label : labels.labelToId().keySet()) {
                assertThat(schema.validate(answer(label))).as(label).isEmpty();
            }
            assertThat(schema.validate(answer("F99"))).isNotEmpty();
            assertThat(schema.validate(answer("image"))).isNotEmpty();
        }
    }

    @Test
    void theFactsSayNothingOfWhoItIs() {
        assertThat(facts(Analyses.withAFace(), "en"))
                .doesNotContain("task", "user", "2026", "sha256", "portrait");
    }

    @Test
    void theFactsHoldOfWhatThePersonToldOnlyWhatAFindingCountsIn() {
        Analysis analysis = Analyses.withALesionThatCounts(List.of("age", "itches"));
        var evidence = new Evidence(analysis, Analyses.told());

        assertThat(ReportFacts.render(evidence, new Labels(evidence), "en"))
                .contains("\"person_says_itches\":\"yes\"", "\"person_gave_age\":\"yes\"")
                .doesNotContain("grew", "bleeds");
    }

    private static String facts(Analysis analysis, String language) {
        var evidence = new Evidence(analysis);
        return ReportFacts.render(evidence, new Labels(evidence), language);
    }

    private static Labels labels(Analysis analysis) {
        return new Labels(new Evidence(analysis));
    }

    private static tools.jackson.databind.JsonNode answer(String label) {
        return JsonMapper.shared()
                .valueToTree(
                        Map.of(
                                "claims",
                                java.util.List.of(
                                        Map.of(
                                                "text", "A mark.",
                                                "kind", "observation",
                                                "evidence", java.util.List.of(label))),
                                "summary",
                                "A mark.",
                                "urgency",
                                "none",
                                "questions",
                                java.util.List.of()));
    }
}
