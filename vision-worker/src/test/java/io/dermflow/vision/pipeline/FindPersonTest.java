package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/// Networks of others in the place of the shipped outliner: stubs with fixed answers.
class FindPersonTest {

    private static final int SIDE = 320;

    @TempDir private Path dir;

    @Test
    void takesTheMaskOfADetectorsLargestBox() throws IOException {
        var found = find("v8-segment.pt", "", new Scalar(0, 0, 0)).orElseThrow();

        // The stub's box of 100 x 120 lies where its mask is positive.
        assertThat(found.mask().area()).isCloseTo(12_000, within(600));
        assertThat(found.mask().left()).isCloseTo(40, within(2));
        assertThat(found.mask().top()).isCloseTo(60, within(2));
    }

    @Test
    void takesTheClassOfThatNameOfASemanticSegmentation() throws IOException {
        String names =
                """
                "input": {"width": 64, "height": 64},
                "output": {"names": ["wall", "person", "cat"]},\
                """;

        var green = find("mask-dict.pt", names, new Scalar(20, 200, 10));
        var red = find("mask-dict.pt", names, new Scalar(10, 20, 200));

        assertThat(green.orElseThrow().mask().area()).isEqualTo(SIDE * SIDE);
        assertThat(green.orElseThrow().others()).isZero();
        assertThat(green.orElseThrow().share()).isEqualTo(1);
        assertThat(red).isEmpty();
    }

    private Optional<FindPerson.Found> find(String file, String more, Scalar bgr)
            throws IOException {
        Path model = ModelFiles.stub(file);
        Files.copy(model, dir.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                dir.resolve("models.json"),
                """
                {"schema": 1, "models": [
                  {"name": "other", "version": "1", "task": "person", "contract": "drop-in", %s
                   "file": "%s", "sha256": "%s", "active": true}]}
                """
                        .formatted(more, file, ModelFiles.sha256(model)));
        var models = new ActiveModels(ModelFiles.properties(dir));
        models.start();
        OpenCvLibrary.load();
        try (var picture =
                new Picture(
                        "front",
                        new DecodedImage(new Mat(SIDE, SIDE, CvType.CV_8UC3, bgr), SIDE, SIDE))) {
            return FindPerson.in(picture, models.active(ActiveModels.PERSON).orElseThrow());
        } finally {
            models.stop();
        }
    }
}
