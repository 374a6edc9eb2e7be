package io.dermflow.imaging.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.skin.PlainSkin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Holds the committed quantiles to the photos they are of, where these lie beside the checkout;
/// with `-Djvm.silence=-Ddermflow.write-quantiles=true` writes them anew.
class ReferenceQuantilesTest {

    private static final Path DATA =
            Path.of(System.getProperty("dermflow.shared", "../../shared"), "data/pad_ufes_20");
    private static final Path FOLDER = Path.of("src/main/resources/io/dermflow/imaging/features");
    private static final int STEPS = 20;
    private static final boolean WRITE = Boolean.getBoolean("dermflow.write-quantiles");

    /// Every tenth is enough to notice that the code measures something else now.
    private static final int EVERY = WRITE ? 1 : 10;

    /// Between the eyes of adults (Dodgson 2004).
    private static final double EYES_MM = 63;

    /// Of plain skin at the scale of a face; a small region of a face has as many.
    private static final int LEAST_PIXELS = 600;

    /// Across, around a lesion's mask: what mixes with it.
    private static final int AROUND_LESION = 7;

    @Test
    void areThoseOfTheReferencePhotos() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no development data here");
        hold(
                ReferenceQuantiles.CLOSE_UPS,
                closeUps(),
                "%d close-ups of PAD-UFES-20 (Pacheco 2020, CC BY 4.0), without their middle: quantiles 0, 5, ... 100 %%.");
    }

    @Test
    void areThoseOfThePhotosOfKnownScaleAtTheScaleOfAFace() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "no development data here");
        hold(
                ReferenceQuantiles.AT_FACE_SCALE,
                atFaceScale(1),
                "%d close-ups of PAD-UFES-20 (Pacheco 2020, CC BY 4.0) at 120 pixels for 63 mm, without their lesion: quantiles 0, 5, ... 100 %%.");
    }

    /// As far as eyes, and clinicians' rulers, are from what was assumed.
    @Test
    void changeLittleWhenTheScaleIsWrongByAQuarter() throws IOException {
        assumeTrue(WRITE && Files.isDirectory(DATA), "all photos are read only to write");
        Map<Feature, List<Double>> right = atFaceScale(1);
        for (double wrong : List.of(0.8, 1.25)) {
            Map<Feature, List<Double>> measured = atFaceScale(wrong);
            for (Feature feature : right.keySet()) {
                double median = quantile(right.get(feature), 0.5);
                assertThat(quantile(measured.get(feature), 0.5))
                        .as("%s", feature)
                        .isCloseTo(median, within(0.15 * median));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scoresFromNothingToAHundredAndNeverBackwards(ReferenceQuantiles reference) {
        for (var feature : reference.features()) {
            var before = 0.0;
            for (var figure = -10.0; figure < 100; figure += 0.25) {
                var score = reference.score(feature, figure);
                assertThat(score).isBetween(0.0, 100.0).isGreaterThanOrEqualTo(before);
                before = score;
            }
            assertThat(reference.score(feature, -1000)).isZero();
            assertThat(reference.score(feature, 1000)).isCloseTo(100, within(1e-9));
        }
    }

    private static void hold(
            ReferenceQuantiles reference, Map<Feature, List<Double>> measured, String title)
            throws IOException {
        if (WRITE) {
            Files.writeString(FOLDER.resolve(reference.file()), text(measured, title));
            return;
        }
        for (var feature : reference.features()) {
            var median = quantile(measured.get(feature), 0.5);
            assertThat(reference.score(feature, median)).as("%s", feature).isBetween(25.0, 75.0);
        }
    }

    private static Map<Feature, List<Double>> closeUps() throws IOException {
        OpenCvLibrary.load();
        Map<Feature, List<Double>> figures = new EnumMap<>(Feature.class);
        List<Path> files;
        try (var listed = Files.list(DATA.resolve("images"))) {
            files = listed.sorted().toList();
        }
        for (var i = 0; i < files.size(); i += EVERY) {
            var photo = Imgcodecs.imread(files.get(i).toString());
            var middle = middle(photo);
            MeasureFeatures.of(photo, middle)
                    .ifPresent(skin ->
                            skin.figures()
                                    .forEach((feature, figure) -> add(figures, feature, figure)));
            photo.release();
            middle.release();
        }
        return figures;
    }

    /// @param wrong 1 for the scale by the metadata
    private static Map<Feature, List<Double>> atFaceScale(double wrong) throws IOException {
        OpenCvLibrary.load();
        Map<Feature, List<Double>> figures = new EnumMap<>(Feature.class);
        List<Measured> photos = ofKnownSize();
        for (var i = 0; i < photos.size(); i += WRITE ? 1 : 2) {
            try (Surface skin = photos.get(i).atScale(wrong * AlignedFace.EYES / EYES_MM)) {
                if (Core.countNonZero(skin.mask()) >= LEAST_PIXELS) {
                    for (Feature feature :
                            EnumSet.of(
                                    Feature.SPOTS,
                                    Feature.WRINKLES,
                                    Feature.PORES,
                                    Feature.TEXTURE)) {
                        add(figures, feature, MeasureRegions.figure(feature, skin));
                    }
                }
            }
        }
        return figures;
    }

    private static void add(Map<Feature, List<Double>> figures, Feature feature, double figure) {
        figures.computeIfAbsent(feature, _ -> new ArrayList<>()).add(figure);
    }

    /// A photo whose lesion has a mask and diameters.
    private record Measured(Path photo, Path mask, double diameterMm) {

        /// The skin beside the lesion.
        ///
        /// @param pixelsPerMm wanted
        /// @return owned by the caller
        Surface atScale(double pixelsPerMm) {
            var picture = Imgcodecs.imread(photo.toString());
            var lesion = Imgcodecs.imread(mask.toString(), Imgcodecs.IMREAD_GRAYSCALE);
            Imgproc.threshold(lesion, lesion, 127, 255, Imgproc.THRESH_BINARY);
            double across =
                    Math.sqrt(4 / Math.PI * Core.countNonZero(lesion))
                            * picture.cols()
                            / lesion.cols();
            double factor = Math.min(1, pixelsPerMm * diameterMm / across);
            var size =
                    new Size(
                            Math.max(AROUND_LESION, Math.rint(picture.cols() * factor)),
                            Math.max(AROUND_LESION, Math.rint(picture.rows() * factor)));
            var small = new Mat();
            Imgproc.resize(picture, small, size, 0, 0, Imgproc.INTER_AREA);
            Imgproc.resize(lesion, lesion, size, 0, 0, Imgproc.INTER_AREA);
            Imgproc.threshold(lesion, lesion, 20, 255, Imgproc.THRESH_BINARY);
            Imgproc.dilate(lesion, lesion, Mat.ones(AROUND_LESION, AROUND_LESION, CvType.CV_8U));
            var skin = PlainSkin.mask(small, lesion);
            picture.release();
            lesion.release();
            return Surface.of(small, skin);
        }
    }

    private static List<Measured> ofKnownSize() throws IOException {
        List<Measured> photos = new ArrayList<>();
        List<String> lines = Files.readAllLines(DATA.resolve("metadata.csv"));
        List<String> names = List.of(lines.getFirst().split(","));
        for (String line : lines.stream().skip(1).sorted().toList()) {
            List<String> cells = List.of(line.split(",", -1));
            String id = cells.get(names.indexOf("img_id")).replace(".png", "");
            Path photo = DATA.resolve("images").resolve(id + ".jpg");
            Path mask = DATA.resolve("masks").resolve(id + "_mask.png");
            double diameter =
                    Math.sqrt(
                            number(cells.get(names.indexOf("diameter_1")))
                                    * number(cells.get(names.indexOf("diameter_2"))));
            if (diameter > 0 && Files.exists(photo) && Files.exists(mask)) {
                photos.add(new Measured(photo, mask, diameter));
            }
        }
        return photos;
    }

    private static double number(String cell) {
        return cell.isEmpty() ? 0 : Double.parseDouble(cell);
    }

    /// Where the lesion is, in nearly all of them: half the width and half the height.
    private static Mat middle(Mat photo) {
        var mask = Mat.zeros(photo.size(), CvType.CV_8UC1);
        Imgproc.rectangle(
                mask,
                new Point(photo.cols() / 4.0, photo.rows() / 4.0),
                new Point(photo.cols() * 3 / 4.0, photo.rows() * 3 / 4.0),
                Scalar.all(255),
                Imgproc.FILLED);
        return mask;
    }

    private static String text(Map<Feature, List<Double>> measured, String title) {
        int count = measured.values().iterator().next().size();
        var text =
                new StringBuilder(
                        "# %s%n# No norm of any population. Written by ReferenceQuantilesTest.%n"
                                .formatted(title.formatted(count)));
        measured.forEach((feature, figures) -> {
            text.append(feature.wireName());
            IntStream.rangeClosed(0, STEPS)
                    .forEach(i ->
                            text.append(",%.4f".formatted(quantile(figures, i / (double) STEPS))));
            text.append('\n');
        });
        return text.toString();
    }

    private static double quantile(List<Double> figures, double share) {
        var sorted = figures.stream().sorted().toList();
        return sorted.get((int) Math.rint(share * (sorted.size() - 1)));
    }
}
