package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.vision.model.ModelEntry.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final String ENTRY =
            """
            {"name":"a","version":"%s","task":"lesion","contract":"drop-in","file":"a.pt",
             "sha256":"00","bytes":1,"active":%s,"input":{"width":320,"height":320},
             "output":{"names":["lesion"]},"thresholds":{"conf":0.3,"iou":0.5,"max_det":7},
             "a_later_field":1}\
            """;

    @TempDir private Path dir;
    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("models.json");
    }

    @Test
    void readsTheShippedManifest() {
        var lesion = ModelFiles.shipped();

        assertThat(lesion.contract()).isEqualTo(Contract.PREPARED);
        assertThat(lesion.output().names()).containsExactly("lesion");
        assertThat(lesion.metrics()).isNotEmpty();
        assertThat(ModelFile.checked(ModelFiles.SHIPPED, lesion)).exists();
    }

    @Test
    void readsEveryFieldThatServingNeeds() throws IOException {
        write(ENTRY.formatted("1.0", true));

        var entry = ModelFiles.manifest(file).active("lesion").orElseThrow();

        assertThat(entry.contract()).isEqualTo(Contract.DROP_IN);
        assertThat(entry.thresholds()).isEqualTo(new ModelEntry.Thresholds(0.3, 0.5, 7));
        assertThat(entry.label(0)).isEqualTo("lesion");
        assertThat(entry.resolvedPixels()).isEqualTo(8);
    }

    @Test
    void refusesTwoActiveModelsForOneTask() throws IOException {
        write(ENTRY.formatted("1.0", true), ENTRY.formatted("1.1", true));

        var manifest = ModelFiles.manifest(file);

        assertThatThrownBy(() -> manifest.active("lesion")).isInstanceOf(ModelRefused.class);
    }

    @Test
    void saysWhatIsWrongWithAManifest() throws IOException {
        Files.writeString(file, "{");
        assertThatThrownBy(() -> ModelFiles.manifest(file)).hasMessageContaining("not valid");
        Files.writeString(file, "{\"schema\":2,\"models\":[]}");
        assertThatThrownBy(() -> ModelFiles.manifest(file)).hasMessageContaining("schema");
        write(ENTRY.formatted("1.0", true).replace("\"version\"", "\"edition\""));
        assertThatThrownBy(() -> ModelFiles.manifest(file))
                .hasMessageContaining("without 'version'");
        write("{\"name\":\"a\"}");
        assertThatThrownBy(() -> ModelFiles.manifest(file))
                .hasMessageContaining("without 'version'");
    }

    @Test
    void refusesAFileThatIsNotTheOneInTheManifest() throws IOException {
        Files.copy(ModelFiles.stub("prepared.pt"), dir.resolve("a.pt"));
        var entry = ModelFiles.entry(dir, "a.pt", Contract.PREPARED, List.of("lesion"));
        assertThat(ModelFile.checked(dir, entry)).exists();

        Files.write(dir.resolve("a.pt"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> ModelFile.checked(dir, entry)).hasMessageContaining("sha256 is");
    }

    @Test
    void refusesACheckpointThatIsAPickle() throws IOException {
        Path pickle = dir.resolve("best.pt");
        try (var zip = new ZipOutputStream(Files.newOutputStream(pickle))) {
            zip.putNextEntry(new ZipEntry("best/data.pkl"));
            zip.closeEntry();
        }
        var entry = ModelFiles.entry(dir, "best.pt", Contract.DROP_IN, List.of("lesion"));

        assertThatThrownBy(() -> ModelFile.checked(dir, entry))
                .hasMessageContaining("training checkpoint")
                .hasMessageContaining("yolo export");
    }

    @Test
    void refusesAPathThatLeadsOutOfTheDirectory() {
        assertThatThrownBy(() -> ModelFile.inside(dir, "../secret.pt"))
                .isInstanceOf(ModelRefused.class);
    }

    private void write(String... entries) throws IOException {
        Files.writeString(file, "{\"schema\":1,\"models\":[" + String.join(",", entries) + "]}");
    }
}
