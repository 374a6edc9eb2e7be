package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The committed evaluations are of the files that ship, and the figures of manifest and cards come
/// from them: a file that was exchanged without being measured again is named.
class MeasuredFilesTest {

    private static final Path EVALUATION = Path.of("../training/evaluation");
    private static final Path REGRESSION =
            Path.of("../imaging/src/main/resources/io/dermflow/imaging/body/regression.csv");
    private static final String SHA256 = "sha256";

    private final List<ModelEntry> shipped = ModelFiles.allShipped();
    private final Map<String, JsonNode> reports = reports();

    @Test
    void everyShippedFileIsTheOneThatTheManifestNamesAndThatWasMeasured() {
        assertThat(shipped).hasSizeGreaterThan(8);
        assertThat(shipped)
                .allSatisfy(entry -> {
                    Path file = ModelFile.inside(ModelFiles.SHIPPED, entry.file());
                    assertThat(ModelFiles.sha256(file))
                            .as(file.toString())
                            .isEqualTo(entry.sha256());
                });
        assertThat(unmeasured(shipped)).isEmpty();
    }

    @Test
    void aFileThatWasExchangedIsNamed() {
        ModelEntry exchanged =
                shipped.getFirst().toBuilder()
                        .file(shipped.getFirst().file(), "0".repeat(64))
                        .build();

        assertThat(unmeasured(List.of(exchanged))).containsExactly(report(exchanged));
    }

    /// Out of fold there is no file; all other reports say which one they are of.
    @Test
    void noReportIsOfAFileThatDoesNotShip() {
        List<String> known = new ArrayList<>(List.of(ModelFiles.sha256(REGRESSION)));
        shipped.forEach(entry -> known.add(entry.sha256()));
        Map<String, String> measured = new HashMap<>();
        reports.forEach((name, report) -> measured.put(name, text(report, SHA256)));
        measured.values().removeIf(String::isEmpty);

        assertThat(measured).hasSizeGreaterThan(shipped.size());
        assertThat(measured).allSatisfy((_, digest) -> assertThat(digest).isIn(known));
    }

    /// A new version that answers needs rows of its own in the baseline.
    @Test
    void theBaselineIsOfTheVersionsThatAnswer() {
        List<String> active =
                shipped.stream().filter(ModelEntry::isActive).map(ModelEntry::sha256).toList();
        List<String> measured =
                reports.get("baseline.json")
                        .path("buckets")
                        .valueStream()
                        .map(row -> text(reports.get(text(row, "report")), SHA256))
                        .filter(digest -> !digest.isEmpty())
                        .filter(digest -> !digest.equals(ModelFiles.sha256(REGRESSION)))
                        .distinct()
                        .toList();

        assertThat(measured).hasSizeGreaterThan(2);
        assertThat(active).containsAll(measured);
    }

    @Test
    void theManifestsFiguresStandInTheReports() {
        JsonNode manifest = read(ModelFiles.SHIPPED.resolve(ManifestDocument.NAME));
        int groups = 0;
        for (JsonNode entry : manifest.path("models")) {
            String name = "%s-v%s.json".formatted(text(entry, "name"), text(entry, "version"));
            for (var group : entry.path("metrics").properties()) {
                assertThat(stands(group.getValue(), reports.get(name)))
                        .as("%s: %s", name, group)
                        .isTrue();
                groups++;
            }
        }
        assertThat(groups).isGreaterThan(15);
    }

    @Test
    void everyCardNamesItsReport() {
        assertThat(shipped)
                .allSatisfy(entry -> {
                    Path card = ModelFiles.SHIPPED.resolve(String.valueOf(entry.card()));
                    assertThat(card).content().contains("training/evaluation/" + report(entry));
                });
    }

    private List<String> unmeasured(List<ModelEntry> entries) {
        return entries.stream()
                .filter(entry ->
                        !reports.containsKey(report(entry))
                                || !text(reports.get(report(entry)), SHA256).equals(entry.sha256()))
                .map(MeasuredFilesTest::report)
                .toList();
    }

    private static String report(ModelEntry entry) {
        return "%s-v%s.json".formatted(entry.name(), entry.version());
    }

    /// Whether some object in the report has all these figures.
    private static boolean stands(JsonNode figures, JsonNode report) {
        return has(report, figures) || report.valueStream().anyMatch(part -> stands(figures, part));
    }

    private static boolean has(JsonNode whole, JsonNode part) {
        if (!part.isObject()) {
            return whole.equals(part);
        }
        return part.properties().stream()
                .allMatch(field -> has(whole.path(field.getKey()), field.getValue()));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static Map<String, JsonNode> reports() {
        Map<String, JsonNode> found = new HashMap<>();
        try (Stream<Path> files = Files.list(EVALUATION)) {
            files.forEach(file -> found.put(String.valueOf(file.getFileName()), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static JsonNode read(Path file) {
        try {
            return EventCodec.mapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
