package io.dermflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The contract as files: one JSON Schema per kind of event, one golden file per sample. A change
/// of the records that changes these files shows here; `-Ddermflow.write-contract=true` writes them
/// anew, and the diff is what a partner will see. Golden files of older versions stay.
class ContractFilesTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/v1");
    private static final boolean WRITE = Boolean.getBoolean("dermflow.write-contract");
    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    private static final Map<String, Class<? extends Event>> KINDS =
            Map.ofEntries(
                    Map.entry("analysis_requested", AnalysisRequested.class),
                    Map.entry("findings_ready", FindingsReady.class),
                    Map.entry("stage_progress", StageProgress.class),
                    Map.entry("outcome", Outcome.class),
                    Map.entry("result_event", ResultEvent.class),
                    Map.entry("dead_letter", DeadLetter.class),
                    Map.entry("consent_changed", ConsentChanged.class),
                    Map.entry("shadow_compared", ShadowCompared.class),
                    Map.entry("data_erased", DataErased.class),
                    Map.entry("worker_standing", WorkerStanding.class));

    @TestFactory
    Stream<DynamicTest> schemasFollowTheRecords() {
        return KINDS.entrySet().stream()
                .map(kind ->
                        DynamicTest.dynamicTest(
                                kind.getKey(),
                                () ->
                                        compare(
                                                SCHEMAS.resolve(kind.getKey() + ".v1.json"),
                                                SchemaWriter.write(kind.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> goldenFilesStillSayTheSame() {
        return Samples.all().entrySet().stream()
                .map(sample ->
                        DynamicTest.dynamicTest(
                                sample.getKey(),
                                () ->
                                        compare(
                                                GOLDEN.resolve(sample.getKey() + ".json"),
                                                PRETTY.readTree(
                                                        EventCodec.encode(sample.getValue())))));
    }

    @TestFactory
    Stream<DynamicTest> everyGoldenFileFitsItsSchemaAndStillParses() throws IOException {
        try (var files = Files.walk(GOLDEN.getParent())) {
            return files.filter(Files::isRegularFile).sorted().toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getParent().getFileName() + "/" + file.getFileName(),
                                    () -> fitsAndParses(file)));
        }
    }

    private static void fitsAndParses(Path file) throws IOException {
        Event sample = Samples.all().get(file.getFileName().toString().replace(".json", ""));
        Class<? extends Event> type =
                KINDS.values().stream()
                        .filter(kind -> kind.isInstance(sample))
                        .findFirst()
                        .orElseThrow();
        byte[] named = EventCodec.headers(sample, "/test", Samples.AT).get("ce_dataschema");
        Path schema = Path.of("src/main/resources" + new String(named, StandardCharsets.UTF_8));
        JsonNode document = PRETTY.readTree(Files.readAllBytes(file));

        var errors =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(PRETTY.readTree(Files.readAllBytes(schema)))
                        .validate(document);

        assertThat(errors).isEmpty();
        assertThat(EventCodec.decode(Files.readAllBytes(file), type)).isNotNull();
    }

    private static void compare(Path file, JsonNode now) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(now) + "\n");
        }
        assertThat(PRETTY.readTree(Files.readAllBytes(file))).isEqualTo(now);
    }
}
