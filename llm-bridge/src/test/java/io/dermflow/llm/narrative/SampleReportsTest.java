package io.dermflow.llm.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.ReportLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The samples under `docs/samples` are what the template narrator writes. With
/// `-Ddermflow.write-samples=true` they are written anew.
class SampleReportsTest {

    private static final Path SAMPLES = Path.of("../docs/samples");
    private static final boolean WRITE = Boolean.getBoolean("dermflow.write-samples");

    @TestFactory
    Stream<DynamicTest> everySampleInTheDocsIsWhatIsWritten() {
        return Arrays.stream(ReportLanguage.values())
                .map(ReportLanguage::tag)
                .flatMap(language ->
                        Analyses.ofEveryKind().entrySet().stream()
                                .map(kind -> {
                                    String name =
                                            "report-" + kind.getKey() + "." + language + ".txt";
                                    return DynamicTest.dynamicTest(
                                            name,
                                            () ->
                                                    compare(
                                                            SAMPLES.resolve(name),
                                                            text(
                                                                    new TemplateNarrator()
                                                                            .write(
                                                                                    kind.getValue(),
                                                                                    Said.NOTHING,
                                                                                    language,
                                                                                    null,
                                                                                    0))));
                                }));
    }

    private static void compare(Path file, String now) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        assertThat(Files.readString(file)).isEqualTo(now);
    }

    private static String text(Narrative report) {
        var page = new StringJoiner("\n", "", "\n");
        page.add(report.summary()).add("urgency: " + report.urgency().wireName()).add("");
        report.claims()
                .forEach(claim ->
                        page.add(
                                claim.kind().wireName()
                                        + ": "
                                        + claim.text()
                                        + " "
                                        + claim.evidence()));
        add(page, "morning", report.routine().morning());
        add(page, "evening", report.routine().evening());
        add(page, "weekly", report.routine().weekly());
        add(page, "contraindications", report.routine().contraindications());
        add(page, "questions", report.questions());
        return page.add("").add(report.disclaimer()).toString();
    }

    private static void add(StringJoiner page, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            page.add("").add(name + ":");
            lines.forEach(line -> page.add("- " + line));
        }
    }
}
