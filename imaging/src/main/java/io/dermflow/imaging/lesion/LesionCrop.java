package io.dermflow.imaging.lesion;

import io.dermflow.imaging.pixels.LabPixels;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/// The picture around a lesion, pixel by pixel, in Java memory.
///
/// @param width pixels
/// @param height pixels
/// @param originX of the crop, in the mask's coordinates
/// @param originY of the crop, in the mask's coordinates
/// @param band width of the bands to both sides of the border, pixels
/// @param lab three numbers a pixel: L*, a*, b*
/// @param borderDistance pixels to the border, positive inside, negative outside
record LesionCrop(
        int width,
        int height,
        int originX,
        int originY,
        int band,
        float[] lab,
        float[] borderDistance) {

    /// Band width as a share of the diameter of a disc of the same area; at least two pixels.
    private static final double BAND = 0.05;

    /// @param bgr 8UC3 sRGB, stays the caller's
    static LesionCrop of(Mat bgr, LesionMask mask) {
        var band = (int) Math.max(2, Math.round(BAND * 2 * Math.sqrt(mask.area() / Math.PI)));
        var margin = band + 1;
        var left = Math.max(0, mask.left() - margin);
        var top = Math.max(0, mask.top() - margin);
        var right = Math.min(bgr.cols(), mask.left() + mask.width() + margin);
        var bottom = Math.min(bgr.rows(), mask.top() + mask.height() + margin);
        var inPicture = new Rect(left, top, right - left, bottom - top);
        var originX = left - mask.left();
        var originY = top - mask.top();
        return new LesionCrop(
                inPicture.width,
                inPicture.height,
                originX,
                originY,
                band,
                lab(bgr, inPicture),
                distances(
                        mask,
                        margin,
                        new Rect(
                                originX + margin,
                                originY + margin,
                                inPicture.width,
                                inPicture.height)));
    }

    float lightness(int pixel) {
        return lab[3 * pixel];
    }

    private static float[] lab(Mat bgr, Rect inPicture) {
        var crop = bgr.submat(inPicture);
        var converted = LabPixels.of(crop);
        var values = new float[3 * (int) converted.total()];
        converted.get(0, 0, values);
        converted.release();
        crop.release();
        return values;
    }

    /// The border runs between the pixels: half a pixel from the nearest ones on both sides.
    private static float[] distances(LesionMask mask, int margin, Rect inExpanded) {
        var inside = mask.expanded(margin);
        var outside = new Mat();
        Core.bitwise_not(inside, outside);
        Imgproc.distanceTransform(inside, inside, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
        Imgproc.distanceTransform(outside, outside, Imgproc.DIST_L2, Imgproc.DIST_MASK_PRECISE);
        Core.subtract(inside, outside, inside);
        var view = inside.submat(inExpanded);
        var crop = view.clone();
        view.release();
        var positive = new Mat();
        Core.compare(crop, Scalar.all(0), positive, Core.CMP_GT);
        Core.add(crop, Scalar.all(0.5), crop);
        Core.subtract(crop, Scalar.all(1), crop, positive);
        var values = new float[(int) crop.total()];
        crop.get(0, 0, values);
        positive.release();
        crop.release();
        outside.release();
        inside.release();
        return values;
    }
}
