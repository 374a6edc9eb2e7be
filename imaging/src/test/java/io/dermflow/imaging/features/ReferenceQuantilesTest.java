package io.dermflow.imaging.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Holds the committed quantiles to the photos they are of, where these lie beside the checkout;
/// with `-Djvm.silence=-Ddermflow.write-quantiles=true` writes them anew.
class ReferenceQuantilesTest {

    private static final Path PHOTOS =
            Path.of(
                    System.getProperty("dermflow.shared", "../../shared"),
                    "data/pad_ufes_20/images");
    private static final Path FILE =
            Path.of("src/main/resources/io/dermflow/imaging/features", ReferenceQuantiles.FILE);
    private static final int STEPS = 20;
    private static final boolean WRITE = Boolean.getBoolean("dermflow.write-quantiles");

    @Test
    void areThoseOfTheReferencePhotos() throws IOException {
        assumeTrue(Files.isDirectory(PHOTOS), "no development data here");
        // Every tenth is enough to notice that the code measures something else now.
        var measured = measured(WRITE ? 1 : 10);
        if (WRITE) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text(measured));
            return;
        }
        for (var feature : Feature.values()) {
            var median = quantile(measured.get(feature), 0.5);
            assertThat(ReferenceQuantiles.score(feature, median))
                    .as("%s", feature)
                    .isBetween(30.0, 70.0);
        }
    }

    @Test
    void scoresFromNothingToAHundredAndNeverBackwards() {
        for (var feature : Feature.values()) {
            var before = 0.0;
            for (var figure = -10.0; figure < 100; figure += 0.25) {
                var score = ReferenceQuantiles.score(feature, figure);
                assertThat(score).isBetween(0.0, 100.0).isGreaterThanOrEqualTo(before);
                before = score;
            }
            assertThat(ReferenceQuantiles.score(feature, -1000)).isZero();
            assertThat(ReferenceQuantiles.score(feature, 1000)).isCloseTo(100, within(1e-9));
        }
    }

    private static Map<Feature, List<Double>> measured(int every) throws IOException {
        OpenCvLibrary.load();
        Map<Feature, List<Double>> figures = new EnumMap<>(Feature.class);
        List<Path> files;
        try (var listed = Files.list(PHOTOS)) {
            files = listed.sorted().toList();
        }
        for (var i = 0; i < files.size(); i += every) {
            var photo = Imgcodecs.imread(files.get(i).toString());
            var middle = middle(photo);
            MeasureFeatures.of(photo, middle)
                    .ifPresent(skin ->
                            skin.figures()
                                    .forEach((feature, figure) ->
                                            figures.computeIfAbsent(feature, _ -> new ArrayList<>())
                                                    .add(figure)));
            photo.release();
            middle.release();
        }
        return figures;
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

    private static String text(Map<Feature, List<Double>> measured) {
        var text =
                new StringBuilder(
                        "# %d close-ups of PAD-UFES-20 (Pacheco 2020, CC BY 4.0), without their middle: quantiles 0, 5, ... 100 %%.%n# No norm of any population. Written by ReferenceQuantilesTest.%n"
                                .formatted(measured.get(Feature.REDNESS).size()));
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
