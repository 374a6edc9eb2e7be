package io.dermflow.vision.pipeline;

import io.dermflow.imaging.face.FaceLandmarks;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.imaging.geometry.Point;
import io.dermflow.vision.model.InputForm;
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

    private static final int MOUTH_CORNER = 48;
    private static final int OTHER_MOUTH_CORNER = 54;

    /// Of the crop of CelebA-HQ: half a side in distances between the eyes, and from eyes to mouth.
    private static final double EYES_TO_HALF = 2.0;

    private static final double MOUTH_TO_HALF = 1.8;

    /// Its middle on the way from the eyes to the mouth.
    private static final double CENTRE = 0.1;

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

    /// The face with its hair, as networks for `face-parsing` know it: the crop of CelebA-HQ
    /// (Karras et al. 2018, appendix C), without its turn.
    static FaceSquare withHair(FaceLandmarks face) {
        Point eyes = middle(face.leftEye(), face.rightEye());
        Point mouth =
                middle(face.points().get(MOUTH_CORNER), face.points().get(OTHER_MOUTH_CORNER));
        double down = Math.hypot(mouth.x() - eyes.x(), mouth.y() - eyes.y());
        double half = Math.max(EYES_TO_HALF * face.eyeDistance(), MOUTH_TO_HALF * down);
        return new FaceSquare(
                (int) Math.rint(eyes.x() + CENTRE * (mouth.x() - eyes.x()) - half),
                (int) Math.rint(eyes.y() + CENTRE * (mouth.y() - eyes.y()) - half),
                (int) Math.max(SMALLEST, Math.rint(2 * half)));
    }

    private static Point middle(Point a, Point b) {
        return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
    }

    /// What a network sees: this square in its own input size.
    ///
    /// @param bgr 8UC3, stays the caller's
    ByteBuffer input(Mat bgr, InputForm form) {
        Mat square = cut(bgr);
        try {
            return letterbox(form).apply(square);
        } finally {
            square.release();
        }
    }

    Letterbox letterbox(InputForm form) {
        return form.letterbox(side, side);
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
