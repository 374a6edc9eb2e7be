package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.skin.PlainSkin;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelEntry;
import io.dermflow.vision.pump.JobRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// Where a model sees skin in the pictures of one capture, asked when a step needs to know; closes
/// its masks together, however far one got. A picture that no model looked at is judged by the
/// colour rule alone.
///
/// The job's thread looks before anybody reads.
final class SeenSkin implements AutoCloseable {

    /// The step's name.
    static final String STEP = "segment";

    private static final int EXCLUDED = 255;

    /// Of the longer side.
    private static final double RING = 0.25;

    /// Of the picture. The shipped model takes skin without any structure for a wall; a standing
    /// person shows some 7 % of bare skin.
    private static final double LEAST_SHARE = 0.05;

    private final Optional<LoadedModel> model;
    private final List<Picture> pictures;
    private final JobRun run;

    /// 8UC1 of the picture's size, 255 where skin is.
    private final Map<Picture, Mat> masks = new HashMap<>();

    /// @param model absent where nobody is to be asked
    /// @param pictures on which skin is measured
    SeenSkin(Optional<LoadedModel> model, List<Picture> pictures, JobRun run) {
        this.model = model;
        this.pictures = List.copyOf(pictures);
        this.run = run;
    }

    /// Asks the model about the pictures that it has not been asked about, as a step of the job.
    ///
    /// @throws io.dermflow.kit.http.DependencyUnavailable if too many calls wait for the model
    void look() {
        model.ifPresent(net ->
                pictures.forEach(picture ->
                        masks.computeIfAbsent(
                                picture,
                                _ -> run.nativeStep(STEP, () -> FindSkin.mask(picture, net)))));
    }

    /// Where colour and surface of the skin are not measured: on lesions, on the card, and where
    /// the model saw no skin. Where it saw some, the colour is not asked any more; where it saw
    /// next to none beside the lesions, the colour alone decides.
    ///
    /// @return 8UC1 of the picture's size, as [PlainSkin] takes it; owned by the caller
    Mat excluded(View view, List<Lesion> lesions) {
        Mat excluded = Excluded.in(view.picture(), view.card(), lesions);
        Mat skin = masks.get(view.picture());
        if (skin != null) {
            var free = new Mat();
            Core.compare(excluded, Scalar.all(0), free, Core.CMP_EQ);
            Core.bitwise_and(free, skin, free);
            if (Core.countNonZero(free) >= LEAST_SHARE * free.total()) {
                excluded.setTo(Scalar.all(EXCLUDED));
                excluded.setTo(Scalar.all(PlainSkin.KNOWN_SKIN), free);
            }
            free.release();
        }
        return excluded;
    }

    /// How much of the ring around a box, a quarter of its longer side wide, the model calls skin.
    ///
    /// @return 0..1; empty where nobody looked, and where the picture has no room for a ring
    OptionalDouble around(Box box, Picture picture) {
        Mat skin = masks.get(picture);
        if (skin == null) {
            return OptionalDouble.empty();
        }
        Mat ring = Mat.zeros(skin.size(), CvType.CV_8UC1);
        double wide = RING * Math.max(box.width(), box.height());
        var grown =
                new Box(
                        box.x() - wide,
                        box.y() - wide,
                        box.width() + 2 * wide,
                        box.height() + 2 * wide);
        fill(ring, grown, EXCLUDED);
        fill(ring, box, 0);
        int pixels = Core.countNonZero(ring);
        Core.bitwise_and(ring, skin, ring);
        int ofSkin = Core.countNonZero(ring);
        ring.release();
        return pixels == 0 ? OptionalDouble.empty() : OptionalDouble.of(ofSkin / (double) pixels);
    }

    private static void fill(Mat mask, Box box, double value) {
        var corner = new Point(box.x(), box.y());
        var opposite = new Point(box.right(), box.bottom());
        Imgproc.rectangle(mask, corner, opposite, Scalar.all(value), Imgproc.FILLED);
    }

    /// Who is asked, in this try or in one whose results were taken over; empty where nobody is.
    List<ModelEntry> by() {
        return model.map(LoadedModel::entry).stream().toList();
    }

    List<ModelVersion> versions() {
        return by().stream().map(ModelEntry::asUsed).toList();
    }

    @Override
    public void close() {
        masks.values().forEach(Mat::release);
    }
}
