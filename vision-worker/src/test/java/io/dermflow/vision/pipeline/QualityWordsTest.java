package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.imaging.body.BodyProblem;
import io.dermflow.imaging.quality.QualityGate;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The codes are the worker's, the sentences llm-bridge's: a report must never fall back to the
/// bare code.
class QualityWordsTest {

    private static final Path SENTENCES = Path.of("../llm-bridge/src/main/resources/narrative");

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void everyCodeOfACheckHasAReasonAndAnActionInTheLanguage(ReportLanguage language)
            throws IOException {
        var sentences = new Properties();
        try (Reader file =
                Files.newBufferedReader(
                        SENTENCES.resolve("phrases_" + language.tag() + ".properties"))) {
            sentences.load(file);
        }

        assertThat(codes()).isNotEmpty();
        assertThat(codes().map(code -> "quality." + code))
                .allMatch(sentences.stringPropertyNames()::contains);
        assertThat(codes().map(code -> "action." + code))
                .allMatch(sentences.stringPropertyNames()::contains);
    }

    private static Stream<String> codes() {
        return Stream.of(
                        QualityGate.codes().stream(),
                        Arrays.stream(FaceProblem.values()).map(FaceProblem::code),
                        Arrays.stream(BodyProblem.values()).map(BodyProblem::code))
                .flatMap(code -> code)
                .distinct();
    }
}
