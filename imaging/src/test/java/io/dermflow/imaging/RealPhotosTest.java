package io.dermflow.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.entropy.EntropyVerdict;
import io.dermflow.imaging.entropy.JpegEntropyCheck;
import io.dermflow.imaging.quality.QualityCheck;
import io.dermflow.imaging.quality.QualityGate;
import io.dermflow.imaging.quality.QualityPolicy;
import io.dermflow.imaging.quality.QualityReport;
import io.dermflow.imaging.quality.Showing;
import io.dermflow.imaging.quality.Verdict;
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
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Real close-ups of skin, where the development data lie beside the checkout (or in the folder
/// that the system property `dermflow.shared` names); skipped elsewhere.
class RealPhotosTest {

    private static final Path SHARED =
            Path.of(System.getProperty("dermflow.shared", "../../shared"), "data");
    private static final int STEP = Integer.getInteger("dermflow.photographs", 5);
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

    /// The limit of the check `noise`: real close-ups stay below it, with noise added none does.
    @Test
    void tellsNoisyPhotosFromThoseThatAreNot() throws IOException {
        var own = new ArrayList<Double>();
        var noisy = new ArrayList<Double>();
        var remarks = 0;
        var missed = 0;
        for (var file : photos()) {
            try (var photo = ImageDecoder.decode(Files.readAllBytes(file), FULL)) {
                var before = check(photo, "noise");
                GeneratedPicture.addNoise(photo.pixels(), 20, 1);
                var after = check(photo, "noise");
                own.add(before.value());
                noisy.add(after.value());
                remarks += before.verdict() == Verdict.PASS ? 0 : 1;
                missed += after.verdict() == Verdict.PASS ? 1 : 0;
            }
        }
        own.sort(null);
        noisy.sort(null);
        System.out.printf(
                "noise of %d close-ups: median %.2f, 99th percentile %.2f, highest %.2f, %d above the limit;"
                        + " with 20 levels added lowest %.2f, highest %.2f%n",
                own.size(),
                own.get(own.size() / 2),
                own.get((int) Math.ceil(own.size() * 0.99) - 1),
                own.getLast(),
                remarks,
                noisy.getFirst(),
                noisy.getLast());
        assertThat(remarks).isLessThanOrEqualTo(Math.ceilDiv(own.size(), 100));
        assertThat(missed).isZero();
    }

    /// The limit of the check `motion_blur`: what it says of real close-ups as they are, moved
    /// while they were taken, and out of focus.
    @Test
    void tellsMovedPhotosFromThoseOutOfFocus() throws IOException {
        var still = 0;
        var moved = 0;
        var unfocused = 0;
        var photos = photos();
        for (int i = 0; i < photos.size(); i++) {
            try (var photo = ImageDecoder.decode(Files.readAllBytes(photos.get(i)), FULL)) {
                var pixels = photo.pixels();
                int length = Math.max(pixels.cols(), pixels.rows()) * 14 / 512;
                var sharp = pixels.clone();
                still += saysMoved(photo);
                GeneratedPicture.move(pixels, length, i * 37 % 180);
                moved += saysMoved(photo);
                Imgproc.GaussianBlur(sharp, pixels, new Size(0, 0), length / 7.0);
                GeneratedPicture.addNoise(pixels, 1, 1);
                unfocused += saysMoved(photo);
                sharp.release();
            }
        }
        System.out.printf(
                "motion_blur is said of %d of %d close-ups; moved by 14 of 512 pixels of %d,"
                        + " out of focus (Gaussian, 2 of 512 pixels) of %d%n",
                still, photos.size(), moved, unfocused);
        assertThat(still).isLessThanOrEqualTo(Math.ceilDiv(photos.size() * 3, 100));
        assertThat(moved).isGreaterThanOrEqualTo(photos.size() * 6 / 10);
        assertThat(unfocused).isLessThanOrEqualTo(photos.size() * 8 / 100);
    }

    private static int saysMoved(DecodedImage photo) {
        return check(photo, "motion_blur").verdict() == Verdict.PASS ? 0 : 1;
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
        return !assessed(photo).problems().isEmpty();
    }

    private static QualityCheck check(DecodedImage photo, String code) {
        return assessed(photo).checks().stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static QualityReport assessed(DecodedImage photo) {
        return QualityGate.assess(photo, QualityPolicy.NORMAL, Set.of(Showing.CLOSE_UP));
    }

    /// Every fifth file, so that the test stays short, or with `-Ddermflow.photographs=1` every
    /// one.
    private static List<Path> photos() throws IOException {
        var photos = new ArrayList<Path>();
        for (var folder : FOLDERS) {
            assumeTrue(Files.isDirectory(SHARED.resolve(folder)), "no development data here");
            try (var files = Files.list(SHARED.resolve(folder))) {
                photos.addAll(files.sorted().toList());
            }
        }
        return IntStream.range(0, photos.size())
                .filter(i -> i % STEP == 0)
                .mapToObj(photos::get)
                .toList();
    }
}
