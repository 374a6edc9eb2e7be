package io.dermflow.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.entropy.EntropyVerdict;
import io.dermflow.imaging.entropy.JpegEntropyCheck;
import io.dermflow.imaging.quality.QualityGate;
import io.dermflow.imaging.quality.QualityPolicy;
import io.dermflow.imaging.quality.Showing;
import io.dermflow.imaging.skin.SkinToneMeasurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/// Real close-ups of skin, where the development data lie beside the checkout (or in the folder
/// that the system property `dermflow.shared` names); skipped elsewhere.
class RealPhotosTest {

    private static final Path SHARED =
            Path.of(System.getProperty("dermflow.shared", "../../shared"), "data");
    private static final List<String> FOLDERS = List.of("isic2017/images", "pad_ufes_20/images");
    private static final DecodeRequest FULL =
            new DecodeRequest("image/jpeg", 1, DecodeRequest.FULL_SIZE);

    @Test
    void calledNoWholePhotoDamaged() throws IOException {
        for (var file : photos()) {
            try (var photo = ImageDecoder.decode(Files.readAllBytes(file), FULL)) {
                // Encoded anew: the files as they come are not in canonical form.
                for (var progressive = 0; progressive < 2; progressive++) {
                    var jpeg =
                            GeneratedPicture.encode(
                                    ".jpg",
                                    photo.pixels(),
                                    Imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                                    progressive);
                    assertThat(JpegEntropyCheck.check(jpeg))
                            .as(file.toString())
                            .isInstanceOf(EntropyVerdict.Whole.class);
                }
            }
        }
    }

    @Test
    void refusesFewRealCloseUpsAndFindsSkinInNearlyAll() throws IOException {
        var refused = 0;
        var toneless = 0;
        var photos = photos();
        for (var file : photos) {
            try (var photo = ImageDecoder.decode(Files.readAllBytes(file), FULL)) {
                refused += isRefused(photo) ? 1 : 0;
                toneless +=
                        SkinToneMeasurement.measure(photo.pixels(), new Mat()).isEmpty() ? 1 : 0;
            }
        }
        assertThat(refused).isLessThanOrEqualTo(photos.size() * 3 / 100);
        assertThat(toneless).isLessThanOrEqualTo(photos.size() / 100);
    }

    @Test
    void seesNoCardWhereThereIsNone() throws IOException {
        for (var file : photos()) {
            try (var photo = ImageDecoder.decode(Files.readAllBytes(file), FULL)) {
                assertThat(FindCard.in(photo.pixels())).as(file.toString()).isEmpty();
            }
        }
    }

    private static boolean isRefused(DecodedImage photo) {
        return !QualityGate.assess(photo, QualityPolicy.NORMAL, Set.of(Showing.CLOSE_UP))
                .problems()
                .isEmpty();
    }

    /// Every fifth file, so that the test stays short.
    private static List<Path> photos() throws IOException {
        var photos = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            assumeTrue(Files.isDirectory(SHARED.resolve(folder)), "no development data here");
            try (var files = Files.list(SHARED.resolve(folder))) {
                photos.addAll(files.sorted().toList());
            }
        }
        return IntStream.range(0, photos.size())
                .filter(i -> i % 5 == 0)
                .mapToObj(photos::get)
                .toList();
    }
}
