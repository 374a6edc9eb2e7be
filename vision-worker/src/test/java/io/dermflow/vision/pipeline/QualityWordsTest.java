package io.dermflow.vision.pipeline;

import static io.dermflow.imaging.entropy.EntropyVerdict.CORRUPT;
import static io.dermflow.imaging.entropy.EntropyVerdict.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.EventCodec;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.events.narrative.RetakeActions;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Palette;
import io.dermflow.imaging.quality.QualityGate;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Codes, colours and classes are the worker's, the sentences llm-bridge's and report-service's: a
/// report must never fall back to the bare code, nor to English.
class QualityWordsTest {

    private static final Path MANIFEST = Path.of("../models/models.json");
    private static final String PHRASES =
            "../llm-bridge/src/main/resources/narrative/phrases_%s.properties";
    private static final String WORDING =
            "../report-service/src/main/resources/report/wording_%s.properties";

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyCodeOfACheckHasAReasonAndAnActionInTheLanguage(ReportLanguage language)
            throws IOException {
        Set<String> phrases = sentences(PHRASES, language).stringPropertyNames();

        assertThat(codes()).isNotEmpty();
        assertThat(codes().map(code -> "quality." + code)).allMatch(phrases::contains);
        assertThat(Stream.concat(codes(), Stream.of(TRUNCATED, CORRUPT)))
                .allMatch(code -> RetakeActions.in(language).of(code).isPresent());
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyColourThatSuitsHasItsNameAndReasonInTheLanguage(ReportLanguage language)
            throws IOException {
        Set<String> phrases = sentences(PHRASES, language).stringPropertyNames();
        Set<String> wording = sentences(WORDING, language).stringPropertyNames();

        assertThat(swatches().map(Palette.Swatch::name).distinct()).hasSize(18);
        assertThat(swatches().map(one -> key(one.name())))
                .allMatch(phrases::contains)
                .allMatch(wording::contains);
        assertThat(swatches().flatMap(one -> Arrays.stream(one.reason().split("; "))))
                .map(QualityWordsTest::key)
                .allMatch(wording::contains);
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyClassOfAShippedClassifierHasItsNameInTheLanguage(ReportLanguage language)
            throws IOException {
        JsonNode models = EventCodec.mapper().readTree(Files.readAllBytes(MANIFEST)).path("models");
        Set<JsonNode> classes = new HashSet<>();
        models.forEach(model -> model.path("classes").forEach(classes::add));

        assertThat(classes).hasSize(6);
        for (String file : List.of(PHRASES, WORDING)) {
            for (JsonNode one : classes) {
                String name = one.path("name").asString().toLowerCase(Locale.ROOT);
                String inManifest = one.path("lay_name").asString();
                String said = sentences(file, language).getProperty("diagnosis." + name);
                assertThat(said.equals(inManifest))
                        .as(said)
                        .isEqualTo(language == ReportLanguage.EN);
            }
        }
    }

    private static Properties sentences(String file, ReportLanguage language) throws IOException {
        var sentences = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file.formatted(language.tag())))) {
            sentences.load(reader);
        }
        return sentences;
    }

    /// For skins of every lightness and undertone.
    private static Stream<Palette.Swatch> swatches() {
        return Stream.of(25.0, 50.0, 75.0)
                .flatMap(lightness ->
                        IntStream.rangeClosed(0, 90)
                                .mapToObj(hue ->
                                        new Lab(
                                                lightness,
                                                20 * Math.cos(Math.toRadians(hue)),
                                                20 * Math.sin(Math.toRadians(hue)))))
                .flatMap(skin -> Palette.suggest(skin).stream());
    }

    /// As both services make it.
    private static String key(String words) {
        return "word." + words.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static Stream<String> codes() {
        return Stream.of(
                        QualityGate.codes().stream(),
                        Arrays.stream(FaceProblem.values()).map(FaceProblem::code),
                        Arrays.stream(BodyProblem.values()).map(BodyProblem::code),
                        Stream.of(CardChecks.MISSING, CardChecks.OCCLUDED))
                .flatMap(code -> code)
                .distinct();
    }
}
