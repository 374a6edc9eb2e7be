package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.features.Feature;
import io.dermflow.imaging.features.MeasureFeatures;
import io.dermflow.imaging.features.MeasuredSkin;
import io.dermflow.imaging.skin.PlainSkin;
import io.dermflow.vision.model.ActiveModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// The reference of the scores was measured where the colour rule sees skin; people's skin is
/// measured where the model does. On the reference photos themselves both must come to about the
/// same scores.
class SkinModelScoresTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    private static final Path PHOTOS =
            Path.of(
                    System.getProperty("dermflow.shared", "../../shared"),
                    "data/pad_ufes_20/images");
    private static final int EVERY = Integer.getInteger("dermflow.every", 10);

    /// Points of 100, of the median photo.
    private static final double MOST_SHIFT = 5;

    @Test
    void areAboutThoseOfTheColourRule() throws IOException {
        assumeTrue(Files.isDirectory(PHOTOS), "no development data here");
        Map<Feature, List<Double>> shifts = new EnumMap<>(Feature.class);
        List<Path> files;
        try (var listed = Files.list(PHOTOS)) {
            files = listed.sorted().toList();
        }
        for (int i = 0; i < files.size(); i += EVERY) {
            add(files.get(i), shifts);
        }

        for (Feature feature : Feature.values()) {
            List<Double> all = shifts.get(feature).stream().sorted().toList();
            System.out.printf(
                    "%s: n %d, shift of the score by the model: 10 %% %.1f, median %.1f, 90 %% %.1f%n",
                    feature.wireName(),
                    all.size(),
                    all.get(all.size() / 10),
                    all.get(all.size() / 2),
                    all.get(all.size() * 9 / 10));
            assertThat(Math.abs(all.get(all.size() / 2)))
                    .as(feature.wireName())
                    .isLessThan(MOST_SHIFT);
        }
    }

    private static void add(Path file, Map<Feature, List<Double>> shifts) throws IOException {
        var request = new DecodeRequest("image/jpeg", 1, 640);
        var image = ImageDecoder.decode(Files.readAllBytes(file), request);
        try (Picture picture = new Picture("image", image)) {
            Mat middle = middle(picture.image().pixels());
            Mat seen = FindSkin.mask(picture, SHIPPED.models().active(ActiveModels.SKIN).get());
            Mat bare = bare(seen, middle);
            Optional<MeasuredSkin> rule = MeasureFeatures.of(picture.image().pixels(), middle);
            Optional<MeasuredSkin> model = MeasureFeatures.of(picture.image().pixels(), bare);
            if (rule.isPresent() && model.isPresent()) {
                for (Feature feature : Feature.values()) {
                    shifts.computeIfAbsent(feature, _ -> new ArrayList<>())
                            .add(model.get().score(feature) - rule.get().score(feature));
                }
            }
            List.of(middle, seen, bare).forEach(Mat::release);
        }
    }

    /// Where the lesion is, in nearly all of them.
    private static Mat middle(Mat photo) {
        Mat mask = Mat.zeros(photo.size(), CvType.CV_8UC1);
        Imgproc.rectangle(
                mask,
                new Point(photo.cols() / 4.0, photo.rows() / 4.0),
                new Point(photo.cols() * 3 / 4.0, photo.rows() * 3 / 4.0),
                Scalar.all(255),
                Imgproc.FILLED);
        return mask;
    }

    private static Mat bare(Mat seen, Mat middle) {
        Mat excluded = new Mat(seen.size(), CvType.CV_8UC1, Scalar.all(255));
        Mat free = new Mat();
        Core.subtract(seen, middle, free);
        excluded.setTo(Scalar.all(PlainSkin.KNOWN_SKIN), free);
        free.release();
        return excluded;
    }
}
