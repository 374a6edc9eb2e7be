package io.dermflow.imaging.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final Marking MARKING =
            new Marking(
                    "F1",
                    new Box(1000, 800, 800, 600),
                    List.of(new Point(1200, 900), new Point(1600, 900), new Point(1400, 1300)));

    @Test
    void drawsOnAReducedCopyInFullCoordinates() {
        var pixels = GeneratedPicture.plain(2000, 1500, new Srgb(150, 120, 90));
        try (var image = new DecodedImage(pixels, 4000, 3000);
                var drawn = read(Overlay.onPicture(image, List.of(MARKING)))) {
            assertThat(drawn.width()).isEqualTo(1024);
            assertThat(drawn.height()).isEqualTo(768);
            // 1024 / 4000 of (1000, 1100): the left side of the box, white.
            assertThat(drawn.pixels().get(282, 256)).containsExactly(255, 255, 255);
            // The upper side of the outline.
            assertThat(drawn.pixels().get(230, 358)[2]).isEqualTo(255);
            assertThat(drawn.pixels().get(230, 358)[0]).isLessThan(100);
            assertThat(drawn.pixels().get(700, 900)).containsExactly(90, 120, 150);
            assertThat(image.pixels().get(400, 500)).containsExactly(90, 120, 150);
        }
    }

    @Test
    void showsNothingOfThePictureOnPaper() {
        try (var drawn = read(Overlay.onPaper(4000, 3000, List.of(MARKING)))) {
            assertThat(drawn.width()).isEqualTo(1024);
            assertThat(drawn.pixels().get(700, 900)).containsExactly(245, 245, 245);
            assertThat(drawn.pixels().get(282, 256)).containsExactly(255, 255, 255);
        }
    }

    @Test
    void leavesASmallPictureItsSizeAndDrawsPastItsEdge() {
        var outside = new Marking("F2", new Box(-10, -10, 500, 500), List.of());
        try (var image =
                        new DecodedImage(
                                GeneratedPicture.plain(100, 80, new Srgb(9, 9, 9)), 100, 80);
                var drawn = read(Overlay.onPicture(image, List.of(outside)))) {
            assertThat(drawn.width()).isEqualTo(100);
            assertThat(drawn.height()).isEqualTo(80);
        }
    }

    private static DecodedImage read(byte[] png) {
        return ImageDecoder.decode(png, new DecodeRequest("image/png", 1, 1));
    }
}
