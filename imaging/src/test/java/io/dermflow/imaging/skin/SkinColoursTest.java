package io.dermflow.imaging.skin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

class SkinColoursTest {

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
}
