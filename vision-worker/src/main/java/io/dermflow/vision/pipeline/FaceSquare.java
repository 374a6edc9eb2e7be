package io.dermflow.vision.pipeline;

import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.Point;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

/// A square of a picture that a network looks at; it may reach over the picture's edge: grey there.
///
/// @param left in pixels of the picture
/// @param top in pixels of the picture
/// @param side pixels
record FaceSquare(int left, int top, int side) {

    private static final Scalar GREY = Scalar.all(114);
    private static final int SMALLEST = 16;

    /// The whole picture, then overlapping squares of half its long side: small faces are looked
    /// for there.
    static List<FaceSquare> over(Mat bgr) {
        int longSide = Math.max(bgr.cols(), bgr.rows());
        int half = Math.max(SMALLEST, longSide / 2);
        List<FaceSquare> squares = new ArrayList<>();
        squares.add(
                new FaceSquare((bgr.cols() - longSide) / 2, (bgr.rows() - longSide) / 2, longSide));
        for (int top : starts(bgr.rows(), half)) {
            for (int left : starts(bgr.cols(), half)) {
                squares.add(new FaceSquare(left, top, half));
            }
        }
        return squares;
    }

    /// From edge to edge in steps of at most half a side.
    private static List<Integer> starts(int length, int side) {
        int room = length - side;
        if (room <= 0) {
            return List.of(room / 2);
        }
        int steps = Math.ceilDiv(2 * room, side);
        return IntStream.rangeClosed(0, steps).mapToObj(i -> room * i / steps).toList();
    }

    /// @param share how much of the square's side the face takes
    static FaceSquare around(Box face, double share) {
        double side = Math.max(face.width(), face.height()) / share;
        int pixels = Math.max(SMALLEST, (int) Math.rint(side));
        return new FaceSquare(
                (int) Math.rint(face.x() + face.width() / 2 - pixels / 2.0),
                (int) Math.rint(face.y() + face.height() / 2 - pixels / 2.0),
                pixels);
    }

    /// What a network sees: this square in its own input size.
    ///
    /// @param bgr 8UC3, stays the caller's
    ByteBuffer input(Mat bgr, int width, int height) {
        Mat square = cut(bgr);
        try {
            return letterbox(width, height).apply(square);
        } finally {
            square.release();
        }
    }

    Letterbox letterbox(int width, int height) {
        return Letterbox.fit(side, side, width, height);
    }

    Box toPicture(Box box) {
        return new Box(box.x() + left, box.y() + top, box.width(), box.height());
    }

    /// From pixels of the square to pixels of the picture.
    Point toPicture(Point point) {
        return new Point(point.x() + left, point.y() + top);
    }

    /// @return owned by the caller
    Mat cut(Mat bgr) {
        int x = Math.clamp(left, 0, bgr.cols() - 1);
        int y = Math.clamp(top, 0, bgr.rows() - 1);
        int right = Math.clamp(left + side, x + 1, bgr.cols());
        int bottom = Math.clamp(top + side, y + 1, bgr.rows());
        Mat inside = bgr.submat(new Rect(x, y, right - x, bottom - y));
        var square = new Mat();
        Core.copyMakeBorder(
                inside,
                square,
                Math.max(0, y - top),
                Math.max(0, top + side - bottom),
                Math.max(0, x - left),
                Math.max(0, left + side - right),
                Core.BORDER_CONSTANT,
                GREY);
        inside.release();
        return square;
    }
}
