package io.dermflow.vision.trial;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Letterbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// `NAME.mask.png` beside an image, of the same size: white is all that a model should outline,
/// whatever its classes.
final class MaskBeside {

    private static final double HALF = 127;

    private MaskBeside() {}

    /// Intersection over union of the mask with everything that was outlined, 0..1; 1 where both
    /// are empty. Empty without such a file, and for a model that outlines nothing.
    ///
    /// @throws IOException if the mask is of another size
    static OptionalDouble overlap(Path image, Answer answer, List<Seen> seen, Letterbox letterbox)
            throws IOException {
        Path file = image.resolveSibling(image.getFileName() + ".mask.png");
        if (!outlines(answer) || !Files.isRegularFile(file)) {
            return OptionalDouble.empty();
        }
        var found = Mat.zeros(letterbox.sourceHeight(), letterbox.sourceWidth(), CvType.CV_8UC1);
        try (DecodedImage mask = TriedImage.decoded(file)) {
            if (mask.width() != found.cols() || mask.height() != found.rows()) {
                throw new IOException(
                        "%s is %dx%d, its image %dx%d"
                                .formatted(
                                        file,
                                        mask.width(),
                                        mask.height(),
                                        found.cols(),
                                        found.rows()));
            }
            seen.forEach(one -> one.paintInto(found, letterbox));
            return OptionalDouble.of(intersectionOverUnion(found, mask.pixels()));
        } finally {
            found.release();
        }
    }

    private static boolean outlines(Answer answer) {
        return answer instanceof RegionGrids
                || answer instanceof RawDetections raw
                        && (raw.mask() != null || raw.prototypes() != null);
    }

    private static double intersectionOverUnion(Mat found, Mat drawn) {
        var wanted = new Mat();
        var part = new Mat();
        try {
            Imgproc.cvtColor(drawn, wanted, Imgproc.COLOR_BGR2GRAY);
            Core.compare(wanted, Scalar.all(HALF), wanted, Core.CMP_GT);
            Core.bitwise_and(found, wanted, part);
            double both = Core.countNonZero(part);
            Core.bitwise_or(found, wanted, part);
            int either = Core.countNonZero(part);
            return either == 0 ? 1 : both / either;
        } finally {
            wanted.release();
            part.release();
        }
    }
}
