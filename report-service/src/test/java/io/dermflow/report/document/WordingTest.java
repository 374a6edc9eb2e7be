package io.dermflow.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.KnownLimit;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.narrative.ReportLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

    private static final Pattern SLOT = Pattern.compile("%(\\.\\d)?[a-z%]");

    /// Figures only, or words that are spelt alike.
    private static final Set<String> ALIKE =
            Set.of(
                    "feature",
                    "finding.size",
                    "finding.class",
                    "body.measure",
                    "client.measure",
                    "word.oval",
                    "word.warm",
                    "word.neutral",
                    "word.normal",
                    "word.pores",
                    "word.coral",
                    "word.olive",
                    "word.rose",
                    "word.cobalt",
                    "word.jade",
                    "word.mauve",
                    "word.score",
                    "word.variance",
                    "word.routine",
                    "word.urgent");

    @ParameterizedTest
    @EnumSource(value = ReportLanguage.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
    void everySentenceIsTranslatedWithTheSameFigures(ReportLanguage language) throws IOException {
        Properties english = read(ReportLanguage.EN);
        Properties other = read(language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            String translated = other.getProperty(key);
            assertThat(translated).as(key).isNotBlank();
            // In English a limit says what the step itself said.
            if (!key.startsWith("limit.")) {
                assertThat(slots(translated)).as(key).isEqualTo(slots(english.getProperty(key)));
            }
            if (!ALIKE.contains(key)) {
                assertThat(translated).as(key).isNotEqualTo(english.getProperty(key));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | hip circumference: 97.2 cm ± 3.1 cm, estimated",
                "ES | 97,2 cm ± 3,1 cm",
                "DE | Hüftumfang: 97,2 cm ± 3,1 cm, aus deiner Größe",
                "FR | 97,2 cm ± 3,1 cm",
                "PT | 97,2 cm ± 3,1 cm"
            })
    void aMeasureCarriesItsUncertaintyAndItsDoubtInItsLanguage(
            ReportLanguage language, String figures) {
        Wording wording = Wording.in(language);

        String line =
                new Figures(wording)
                        .of(
                                new Body.Measure(
                                        "hip_circumference_cm",
                                        97.2,
                                        3.1,
                                        0.4,
                                        "regression",
                                        true));

        assertThat(line).contains(figures).endsWith(wording.say("body.low"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | image | 1080.4 | 224 | px | low_resolution: pass, 1080 px (limit 224 px)",
                "EN | side | 0.0232 | 0.2 | share | side, low_resolution: pass, 2.32 % (limit 20 %)",
                "DE | image | 4.694 | 30 | degrees | 4,69 Grad (Grenze 30 Grad)",
                "FR | image | 0 | 1.25 | share | 0 % (limite 125 %)"
            })
    void aCheckIsReadableWithItsPictureAndUnits(
            ReportLanguage language,
            String image,
            double value,
            double limit,
            String unit,
            String line) {
        var check =
                new Quality.Check(
                        image, "low_resolution", value, limit, unit, Quality.Verdict.PASS);

        assertThat(new Figures(Wording.in(language)).of(check)).endsWith(line);
    }

    @ParameterizedTest
    @EnumSource(value = ReportLanguage.class, names = "EN", mode = EnumSource.Mode.EXCLUDE)
    void everyLimitHasASentenceInTheLanguage(ReportLanguage language) {
        Wording wording = Wording.in(language);
        Stream<String> codes =
                Stream.concat(
                        Arrays.stream(KnownLimit.values()).map(KnownLimit::wireName),
                        Stream.of(
                                "analysis_unavailable",
                                "findings_truncated",
                                "heatmaps_truncated",
                                "step_timed_out",
                                "narrative_template"));

        codes.forEach(code ->
                assertThat(wording.limit(new Degradation(code, "In English.")))
                        .as(code)
                        .isNotBlank()
                        .doesNotStartWith("In English"));
        assertThat(Wording.in(ReportLanguage.EN).limit(KnownLimit.NO_SCALE.because("No card.")))
                .isEqualTo("No card.");
    }

    @Test
    void aWordThatIsNotKnownStaysAsItIs() {
        Wording german = Wording.in(ReportLanguage.DE);

        assertThat(german.word("third_eye")).isEqualTo("third eye");
        assertThat(german.limit(new Degradation("own_model", "It saw nothing.")))
                .isEqualTo("It saw nothing.");
        assertThat(german.diagnosis(new Finding.ClassProbability("L40", "PSO", "psoriasis", 0.5)))
                .isEqualTo("psoriasis");
    }

    private static List<String> slots(String text) {
        return SLOT.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Properties read(ReportLanguage language) throws IOException {
        try (InputStream in =
                WordingTest.class.getResourceAsStream(
                        "/report/wording_" + language.tag() + ".properties")) {
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        }
    }
}
