package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.geometry.Box;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// With the shipped face net on the rendered face, whose places are known, and on drawn skin.
class LeaveOutHeadsTest {

    /// Of the rendered sample, pixels: hair to chin.
    private static final Box HEAD = new Box(110, 240, 250, 400);

    private static final Box CHEEK = new Box(290, 440, 40, 40);

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @Test
    void leavesOutWhatIsAHeadAndKeepsTheMarkOnItsCheek() {
        try (Picture face = decoded(CaptureStage.sample("face-sample.jpg"))) {
            Lesion head = lesion(face, HEAD);
            Lesion mole = lesion(face, CHEEK);

            LeaveOutHeads.Marks marks = leaveOut(head, mole);

            assertThat(marks.lesions()).containsExactly(mole);
            assertThat(marks.heads()).isEqualTo(1);
            assertThat(marks.versions()).extracting("task").containsExactly("face-landmarks");
        }
    }

    @Test
    void keepsAMarkThatFillsThePicture() {
        try (Picture skin = decoded(DrawnSkin.withMole())) {
            var image = skin.image();
            Lesion mark = lesion(skin, new Box(0, 0, image.width(), image.height()));

            LeaveOutHeads.Marks marks = leaveOut(mark);

            assertThat(marks.lesions()).containsExactly(mark);
            assertThat(marks.heads()).isZero();
            assertThat(marks.versions()).isEmpty();
        }
    }

    private static LeaveOutHeads.Marks leaveOut(Lesion... lesions) {
        return new LeaveOutHeads(SHIPPED.models()).of(List.of(lesions));
    }

    private static Lesion lesion(Picture picture, Box box) {
        return new Lesion(picture, "lesion", 0.9, box, Optional.empty());
    }

    private static Picture decoded(byte[] jpeg) {
        return new Picture(
                "image", ImageDecoder.decode(jpeg, new DecodeRequest("image/jpeg", 1, 640)));
    }
}
