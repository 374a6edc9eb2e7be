package io.dermflow.imaging.skin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class SkinColoursTest {

    private static final Path SAMPLES = Path.of("../training/skin/colour_rule_samples.txt");
    private static final int LEVELS = 16;

    @Test
    void theTableAnswersAsTheRulesDoForColoursOfAllKinds() {
        OpenCvLibrary.load();
        var bytes = new byte[64 * 1024 * 3];
        new Random(1).nextBytes(bytes);
        var picture = new Mat(64, 1024, CvType.CV_8UC3);
        picture.put(0, 0, bytes);

        var difference = new Mat();
        Core.compare(SkinColours.mask(picture), SkinRules.mask(picture), difference, Core.CMP_NE);

        assertThat(Core.countNonZero(difference)).isZero();
    }

    /// The training has the rule in Python, to measure a network beside it: this file is what both
    /// are compared with.
    @Test
    void theSamplesOfTheTrainingAreWhatTheRulesSay() throws IOException {
        OpenCvLibrary.load();
        var picture = new Mat(LEVELS * LEVELS, LEVELS, CvType.CV_8UC3);
        for (var row = 0; row < LEVELS * LEVELS; row++) {
            for (var blue = 0; blue < LEVELS; blue++) {
                picture.put(row, blue, level(blue), level(row % LEVELS), level(row / LEVELS));
            }
        }

        var answers = new ArrayList<String>();
        var row = new byte[LEVELS];
        var mask = SkinRules.mask(picture);
        for (var i = 0; i < mask.rows(); i++) {
            mask.get(i, 0, row);
            var line = new StringBuilder();
            for (var answer : row) {
                line.append(answer == 0 ? '0' : '1');
            }
            answers.add(line.toString());
        }

        assertThat(answers).isEqualTo(Files.readAllLines(SAMPLES));
    }

    private static double level(int step) {
        return 256.0 / LEVELS * (step + 0.5);
    }
}
