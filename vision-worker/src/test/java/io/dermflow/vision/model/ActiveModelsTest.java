package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActiveModelsTest {

    private static final String MANIFEST =
            """
            {"schema":1,"models":[{"name":"stub","version":"%s","task":"lesion",
             "contract":"prepared","file":"prepared.pt","sha256":"%s","bytes":1,"active":true,
             "input":{"width":320,"height":320},"output":{"names":["lesion"]},
             "thresholds":{"conf":0.3,"iou":0.5,"max_det":7}}]}\
            """;

    @TempDir private Path dir;
    private ActiveModels models;
    private String sha256;
    private int edition;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(ModelFiles.stub("prepared.pt"), dir.resolve("prepared.pt"));
        sha256 = ModelFiles.sha256(dir.resolve("prepared.pt"));
        models = new ActiveModels(ModelFiles.properties(dir));
    }

    @AfterEach
    void stop() {
        models.stop();
    }

    @Test
    void waitsForAManifestAndSaysSo() throws IOException {
        models.start();
        assertThat(models.loaded()).isFalse();
        assertThat(models.trouble()).hasValueSatisfying(why -> assertThat(why).contains("missing"));

        manifest("1.0", sha256);
        models.look();

        assertThat(models.loaded()).isTrue();
        assertThat(models.trouble()).isEmpty();
    }

    @Test
    void switchesToTheNewVersionAndBack() throws IOException {
        manifest("1.0", sha256);
        models.start();

        manifest("1.1", sha256);
        models.look();
        assertThat(models.lesion().entry().version()).isEqualTo("1.1");

        manifest("1.0", sha256);
        models.look();
        assertThat(models.lesion().entry().version()).isEqualTo("1.0");
    }

    @Test
    void keepsTheOldVersionWhenTheNewOneIsRefused() throws IOException {
        manifest("1.0", sha256);
        models.start();

        manifest("1.1", "0".repeat(64));
        models.look();

        assertThat(models.lesion().entry().version()).isEqualTo("1.0");
        assertThat(models.trouble()).hasValueSatisfying(why -> assertThat(why).contains("sha256"));
    }

    private void manifest(String version, String digest) throws IOException {
        Path file = dir.resolve("models.json");
        Files.writeString(file, MANIFEST.formatted(version, digest));
        // Two writes within a tick of the file system's clock would look the same.
        edition++;
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * edition));
    }
}
