package io.dermflow.vision.pipeline;

import io.dermflow.imaging.colour.Lab;
import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.vision.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The colour of the hair, where a network for the task `face-parsing` outlines it.
final class HairColour {

    /// Hair among the 19 classes of CelebAMask-HQ, as BiSeNet's exports number them.
    private static final int HAIR = 17;

    /// Of the cells; less is a fringe at best.
    private static final double LEAST_SHARE = 0.02;

    private HairColour() {}

    /// @param bgr 8UC3, stays the caller's
    /// @return empty where too little hair is seen
    static Optional<Lab> of(Mat bgr, FaceSquare square, LoadedModel parser) {
        if (!(parser.answer(square.input(bgr, parser.input())) instanceof RegionGrids regions)) {
            throw new IllegalStateException(parser.entry().name() + " outlines nothing");
        }
        Mat cut = square.cut(bgr);
        var cells = new Mat();
        Imgproc.resize(
                cut, cells, new Size(regions.columns(), regions.rows()), 0, 0, Imgproc.INTER_AREA);
        cut.release();
        try {
            return median(hair(regions, cells), regions.columns() * regions.rows());
        } finally {
            cells.release();
        }
    }

    private static List<Lab> hair(RegionGrids regions, Mat cells) {
        List<Lab> colours = new ArrayList<>();
        var pixel = new byte[3];
        for (int row = 0; row < regions.rows(); row++) {
            for (int column = 0; column < regions.columns(); column++) {
                if (regions.winner(column, row) == HAIR) {
                    cells.get(row, column, pixel);
                    colours.add(
                            new Srgb(pixel[2] & 0xFF, pixel[1] & 0xFF, pixel[0] & 0xFF).toLab());
                }
            }
        }
        return colours;
    }

    private static Optional<Lab> median(List<Lab> colours, int cells) {
        if (colours.size() < LEAST_SHARE * cells) {
            return Optional.empty();
        }
        int middle = colours.size() / 2;
        return Optional.of(
                new Lab(
                        colours.stream()
                                .mapToDouble(Lab::lightness)
                                .sorted()
                                .skip(middle)
                                .findFirst()
                                .orElseThrow(),
                        colours.stream()
                                .mapToDouble(Lab::a)
                                .sorted()
                                .skip(middle)
                                .findFirst()
                                .orElseThrow(),
                        colours.stream()
                                .mapToDouble(Lab::b)
                                .sorted()
                                .skip(middle)
                                .findFirst()
                                .orElseThrow()));
    }
}
