package io.dermflow.imaging.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.GeneratedPicture;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.FindCard;
import io.dermflow.imaging.card.RenderedCard;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Photographs of lesions, where the development data lie beside the checkout; skipped elsewhere.
/// Each is laid into a larger picture beside a card, as if taken from farther, and cut out again as
/// the close-up. Every twentieth, or with `-Ddermflow.photographs=1` every one. Prints what it
/// measures.
class LendScaleOnPhotosTest {

    private static final Path DATA =
            Path.of(System.getProperty("dermflow.shared", "../../shared"), "data");
    private static final int STEP = Integer.getInteger("dermflow.photographs", 20);

    private static final Size REFERENCE = new Size(1000, 750);

    /// Of the reference.
    private static final double PX_PER_MM = 4;

    private static final Point CARD = new Point(40, 500);

    private static final int QUALITY = 80;

    private static List<Path> photos;

    @BeforeAll
    static void list() throws IOException {
        OpenCvLibrary.load();
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("pad_ufes_20/images", "isic2017/images")) {
            assumeTrue(Files.isDirectory(DATA.resolve(folder)), "no development data here");
            try (var files = Files.list(DATA.resolve(folder))) {
                files.sorted().forEach(all::add);
            }
        }
        photos =
                IntStream.range(0, all.size())
                        .filter(i -> i % STEP == 0)
                        .mapToObj(all::get)
                        .toList();
    }

    @Test
    void lendsTheScaleOfTheSamePlace() {
        for (double farther : new double[] {1.4, 2, 3}) {
            List<Double> errors = new ArrayList<>();
            int covered = 0;
            for (Path file : photos) {
                Mat photo = Imgcodecs.imread(file.toString());
                Mat reference = beside(photo, farther);
                Mat closeUp = closeUp(photo);
                try (var lender = lender(reference)) {
                    var lent = lender.to(closeUp);
                    if (lent.isPresent()) {
                        var middle = new Point(closeUp.cols() / 2.0, closeUp.rows() / 2.0);
                        double truth = 1 / farther / PX_PER_MM;
                        double error = Math.abs(lent.get().mmPerPixel(middle) / truth - 1);
                        errors.add(error);
                        covered += error <= lent.get().relativeUncertainty(middle) ? 1 : 0;
                    }
                }
                Stream.of(photo, reference, closeUp).forEach(Mat::release);
            }
            double mean = errors.stream().mapToDouble(e -> e).average().orElse(0);
            double worst = errors.stream().mapToDouble(e -> e).max().orElse(0);
            System.out.printf(
                    Locale.ROOT,
                    "%.1f times as far: %d of %d lent, mean error %.4f, worst %.4f, within the interval %d%n",
                    farther,
                    errors.size(),
                    photos.size(),
                    mean,
                    worst,
                    covered);
            assertThat(mean).isLessThan(0.01);
            assertThat(worst).isLessThan(0.05);
            assertThat(covered).isGreaterThanOrEqualTo(errors.size() * 95 / 100);
        }
    }

    /// The next photograph in the list that is of somebody else.
    @Test
    void lendsNothingToAPhotographOfAnotherPerson() {
        int pairs = 0;
        for (int i = 0; i < photos.size(); i++) {
            Mat photo = Imgcodecs.imread(photos.get(i).toString());
            Mat reference = beside(photo, 1.4);
            try (var lender = lender(reference)) {
                for (int j : new int[] {i + 5, i + 11}) {
                    Path file = photos.get(j % photos.size());
                    if (!person(file).equals(person(photos.get(i)))) {
                        Mat other = Imgcodecs.imread(file.toString());
                        assertThat(lender.to(other)).as("%s, %s", photos.get(i), file).isEmpty();
                        other.release();
                        pairs++;
                    }
                }
            }
            photo.release();
            reference.release();
        }
        System.out.printf("%d pairs of two people, none lent%n", pairs);
        assertThat(pairs).isPositive();
    }

    /// `PAT_1029_135_239.jpg` and all else of patient 1029; of ISIC a picture is a person.
    private static String person(Path file) {
        String[] parts = file.getFileName().toString().split("_");
        return parts[0] + parts[1];
    }

    private static LendScale lender(Mat reference) {
        return new LendScale(reference, FindCard.in(reference).orElseThrow());
    }

    /// The photograph as it is from farther away, on skin of its own colour, with a card.
    private static Mat beside(Mat photo, double farther) {
        var small = new Mat();
        Imgproc.resize(photo, small, new Size(), 1 / farther, 1 / farther, Imgproc.INTER_AREA);
        var picture = new Mat(REFERENCE, CvType.CV_8UC3, Core.mean(photo));
        var place =
                picture.submat(
                        new Rect(
                                picture.cols() - small.cols() - 20,
                                20,
                                small.cols(),
                                small.rows()));
        small.copyTo(place);
        double right = CARD.x() + PX_PER_MM * CardLayout.WIDTH_MM;
        double low = CARD.y() + PX_PER_MM * CardLayout.HEIGHT_MM;
        try (var card = RenderedCard.marked()) {
            card.into(
                    picture,
                    List.of(
                            CARD,
                            new Point(right, CARD.y()),
                            new Point(right, low),
                            new Point(CARD.x(), low)));
        }
        Stream.of(small, place).forEach(Mat::release);
        return taken(picture, 1);
    }

    /// Its middle, turned by a quarter, in 0.3 EV more light.
    private static Mat closeUp(Mat photo) {
        var part =
                photo.submat(
                        new Rect(
                                photo.cols() / 10,
                                photo.rows() / 10,
                                photo.cols() * 8 / 10,
                                photo.rows() * 8 / 10));
        var turned = new Mat();
        Core.rotate(part, turned, Core.ROTATE_90_CLOCKWISE);
        part.release();
        turned.convertTo(turned, -1, Math.pow(2, 0.3 / 2.2));
        return taken(turned, 2);
    }

    /// With a camera's grain and as JPEG. Takes the picture over.
    private static Mat taken(Mat picture, int seed) {
        Core.setRNGSeed(seed);
        var grain = new Mat(picture.size(), CvType.CV_16SC3);
        Core.randn(grain, 0, 2);
        picture.convertTo(picture, CvType.CV_16SC3);
        Core.add(picture, grain, picture);
        picture.convertTo(picture, CvType.CV_8UC3);
        var jpeg =
                new MatOfByte(
                        GeneratedPicture.encode(
                                ".jpg", picture, Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY));
        var decoded = Imgcodecs.imdecode(jpeg, Imgcodecs.IMREAD_COLOR);
        Stream.of(picture, grain, jpeg).forEach(Mat::release);
        return decoded;
    }
}
