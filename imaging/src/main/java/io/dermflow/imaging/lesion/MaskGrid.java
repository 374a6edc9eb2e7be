package io.dermflow.imaging.lesion;

import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.Point;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A model's mask answer: logits on a grid that covers the whole letterboxed input.
///
/// @param logits `[rows, columns]`, row by row; above 0 means a probability above one half. Not
///   copied: the caller leaves it alone meanwhile
/// @param columns cells across the model's input
/// @param rows cells down the model's input
public record MaskGrid(float[] logits, int columns, int rows) {

    public MaskGrid {
        if (logits.length != columns * rows) {
            throw new IllegalArgumentException(
                    "%d logits for a grid of %dx%d".formatted(logits.length, columns, rows));
        }
    }

    /// The mask of one detection of a YOLO segmentation model.
    ///
    /// @param coefficients `[C]`, as they stand behind the detection's box and classes
    /// @param prototypes `[C, rows, columns]`, shared by all detections of the picture
    public static MaskGrid ofPrototypes(
            float[] coefficients, float[] prototypes, int columns, int rows) {
        var cells = columns * rows;
        if (prototypes.length != coefficients.length * cells) {
            throw new IllegalArgumentException(
                    "%d coefficients for %d prototype values"
                            .formatted(coefficients.length, prototypes.length));
        }
        var logits = new float[cells];
        for (var channel = 0; channel < coefficients.length; channel++) {
            for (var cell = 0; cell < cells; cell++) {
                logits[cell] += coefficients[channel] * prototypes[channel * cells + cell];
            }
        }
        return new MaskGrid(logits, columns, rows);
    }

    /// Decodes what lies in a box: logits are read between the cells (bilinear) at every pixel's
    /// centre, cut at `threshold`, and of separate parts the largest stays.
    ///
    /// @param box in the letterbox's source coordinates; cut off at the picture's edge
    /// @param threshold logit, 0 for a probability of one half
    /// @return in the letterbox's source coordinates, cropped to the box; empty when no pixel is in
    public Optional<LesionMask> decode(Letterbox letterbox, Box box, double threshold) {
        var inPicture = box.clippedTo(letterbox.sourceWidth(), letterbox.sourceHeight());
        var left = (int) Math.floor(inPicture.x());
        var top = (int) Math.floor(inPicture.y());
        var width = (int) Math.ceil(inPicture.right()) - left;
        var height = (int) Math.ceil(inPicture.bottom()) - top;
        if (width < 1 || height < 1) {
            return Optional.empty();
        }
        var inside = new byte[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var input = letterbox.toInput(new Point(left + x + 0.5, top + y + 0.5));
                inside[y * width + x] =
                        (byte) (at(letterbox, input.x(), input.y()) > threshold ? 1 : 0);
            }
        }
        return LargestPart.of(new LesionMask(left, top, width, height, inside));
    }

    /// Decodes the whole picture, all separate parts of it, reading between the cells as [#decode]
    /// does (OpenCV rounds places to a thirty-second of a cell).
    ///
    /// @param threshold logit, 0 for a probability of one half
    /// @return 8UC1 of the letterbox's source size, 255 inside; owned by the caller
    public Mat decodeWhole(Letterbox letterbox, double threshold) {
        OpenCvLibrary.load();
        var cells = new Mat(rows, columns, CvType.CV_32F);
        cells.put(0, 0, logits);
        Mat toCells = toCells(letterbox);
        var size = new Size(letterbox.sourceWidth(), letterbox.sourceHeight());
        var read = new Mat();
        Imgproc.warpAffine(
                cells,
                read,
                toCells,
                size,
                Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                Core.BORDER_REPLICATE);
        var mask = new Mat();
        Core.compare(read, Scalar.all(threshold), mask, Core.CMP_GT);
        List.of(cells, toCells, read).forEach(Mat::release);
        return mask;
    }

    /// 2x3, from a pixel's index in the picture to a cell's.
    private Mat toCells(Letterbox letterbox) {
        double across = columns / (double) letterbox.inputWidth();
        double down = rows / (double) letterbox.inputHeight();
        Point first = letterbox.toInput(new Point(0.5, 0.5));
        var matrix = new Mat(2, 3, CvType.CV_64F);
        matrix.put(
                0,
                0,
                letterbox.scaleX() * across,
                0,
                first.x() * across - 0.5,
                0,
                letterbox.scaleY() * down,
                first.y() * down - 0.5);
        return matrix;
    }

    /// The logit at a place of the model's input; cell centres lie at half numbers.
    private double at(Letterbox letterbox, double inputX, double inputY) {
        var x = Math.clamp(inputX * columns / letterbox.inputWidth() - 0.5, 0, columns - 1);
        var y = Math.clamp(inputY * rows / letterbox.inputHeight() - 0.5, 0, rows - 1);
        var column = Math.min((int) x, Math.max(0, columns - 2));
        var row = Math.min((int) y, Math.max(0, rows - 2));
        var nextColumn = Math.min(column + 1, columns - 1);
        var nextRow = Math.min(row + 1, rows - 1);
        return between(
                between(cell(column, row), cell(nextColumn, row), x - column),
                between(cell(column, nextRow), cell(nextColumn, nextRow), x - column),
                y - row);
    }

    private double cell(int column, int row) {
        return logits[row * columns + column];
    }

    private static double between(double from, double to, double part) {
        return from + (to - from) * part;
    }
}
