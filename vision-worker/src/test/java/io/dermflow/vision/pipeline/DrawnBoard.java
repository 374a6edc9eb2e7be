package io.dermflow.vision.pipeline;

import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Generated pictures of an electronics board, with things on it that the shipped lesion net takes
/// for marks; the same seed gives the same bytes.
final class DrawnBoard {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private DrawnBoard() {}

    /// Chips, pads and traces on green lacquer.
    static byte[] png(long seed) {
        var random = new Random(seed);
        Mat board = plain(new Scalar(60 + random.nextInt(30), 110 + random.nextInt(30), 20));
        for (int i = 0; i < 60; i++) {
            var from = new Point(random.nextInt(WIDTH), random.nextInt(HEIGHT));
            var to = new Point(from.x, random.nextInt(HEIGHT));
            Imgproc.line(board, from, to, new Scalar(75, 150, 60), 2);
            Imgproc.line(
                    board, to, new Point(random.nextInt(WIDTH), to.y), new Scalar(75, 150, 60), 2);
        }
        for (int i = 0; i < 80; i++) {
            var at = new Point(random.nextInt(WIDTH), random.nextInt(HEIGHT));
            Imgproc.circle(board, at, 5, new Scalar(90, 190, 210), Imgproc.FILLED);
            Imgproc.circle(board, at, 2, new Scalar(30, 30, 30), Imgproc.FILLED);
        }
        for (int i = 0; i < 9; i++) {
            int side = 30 + random.nextInt(90);
            chip(board, random.nextInt(WIDTH - side), random.nextInt(HEIGHT - side), side);
        }
        return Drawn.encoded(photographed(board), ".png");
    }

    private static void chip(Mat board, int x, int y, int side) {
        for (int pin = 4; pin < side - 4; pin += 8) {
            var silver = new Scalar(190, 195, 200);
            Imgproc.rectangle(
                    board, new Rect(x + pin, y - 6, 4, side + 12), silver, Imgproc.FILLED);
            Imgproc.rectangle(
                    board, new Rect(x - 6, y + pin, side + 12, 4), silver, Imgproc.FILLED);
        }
        Imgproc.rectangle(
                board, new Rect(x, y, side, side), new Scalar(38, 36, 35), Imgproc.FILLED);
        Imgproc.circle(board, new Point(x + 9, y + 9), 3, new Scalar(90, 90, 90), Imgproc.FILLED);
    }

    private static Mat plain(Scalar colour) {
        OpenCvLibrary.load();
        return new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, colour);
    }

    /// Slightly unsharp, with grain.
    private static Mat photographed(Mat picture) {
        Core.setRNGSeed(7);
        Imgproc.GaussianBlur(picture, picture, new Size(3, 3), 0.8);
        Drawn.grain(picture, 1, 2);
        return picture;
    }
}
