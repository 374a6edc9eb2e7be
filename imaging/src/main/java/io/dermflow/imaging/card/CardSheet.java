package io.dermflow.imaging.card;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.Held;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Box;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.Objdetect;

/// Draws Dermflow's card for the printer.
public final class CardSheet {

    static final int DICTIONARY = Objdetect.DICT_APRILTAG_36h11;

    /// Six bits and a border of one on either side.
    private static final int MARKER_CELLS = 8;

    private CardSheet() {}

    /// @param pixelsPerMm 24 and more prints well
    /// @return BGR 8UC3 of the card's size; owned by the caller
    public static Mat draw(double pixelsPerMm) {
        OpenCvLibrary.load();
        var size =
                new Size(
                        Math.rint(CardLayout.WIDTH_MM * pixelsPerMm),
                        Math.rint(CardLayout.HEIGHT_MM * pixelsPerMm));
        var card = new Mat(size, CvType.CV_8UC3, Scalar.all(255));
        CardLayout.patches().forEach(patch -> fill(card, rect(patch.area(), pixelsPerMm), patch));
        for (var id = 0; id < CardLayout.markers().size(); id++) {
            marker(card, id, rect(CardLayout.markers().get(id), pixelsPerMm));
        }
        return card;
    }

    private static void fill(Mat card, Rect area, CardLayout.Patch patch) {
        Srgb colour = patch.colour();
        Imgproc.rectangle(
                card,
                area,
                new Scalar(colour.blue(), colour.green(), colour.red()),
                Imgproc.FILLED);
    }

    private static void marker(Mat card, int id, Rect area) {
        var marker = new Mat();
        Held.during(
                Objdetect.getPredefinedDictionary(DICTIONARY),
                dictionary ->
                        Objdetect.generateImageMarker(dictionary, id, MARKER_CELLS, marker, 1));
        Imgproc.resize(marker, marker, area.size(), 0, 0, Imgproc.INTER_NEAREST);
        Imgproc.cvtColor(marker, marker, Imgproc.COLOR_GRAY2BGR);
        var place = card.submat(area);
        marker.copyTo(place);
        place.release();
        marker.release();
    }

    private static Rect rect(Box mm, double pixelsPerMm) {
        var left = (int) Math.rint(mm.x() * pixelsPerMm);
        var top = (int) Math.rint(mm.y() * pixelsPerMm);
        return new Rect(
                left,
                top,
                (int) Math.rint(mm.right() * pixelsPerMm) - left,
                (int) Math.rint(mm.bottom() * pixelsPerMm) - top);
    }
}
