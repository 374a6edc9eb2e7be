package io.dermflow.imaging;

import io.dermflow.imaging.colour.Srgb;
import io.dermflow.imaging.decode.OpenCvLibrary;
import java.util.List;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Pictures that the tests draw themselves, the same in every run.
public final class GeneratedPicture {

    private static final int SHAPES = 64;

    private GeneratedPicture() {}

    /// One colour, BGR 8UC3.
    public static Mat plain(int width, int height, Srgb colour) {
        OpenCvLibrary.load();
        return new Mat(height, width, CvType.CV_8UC3, scalar(colour));
    }

    /// Skin of one tone with fine grain and a darker spot in the middle.
    public static Mat skin(int width, int height, Srgb tone) {
        var picture = plain(width, height, tone);
        Imgproc.circle(
                picture,
                new Point(width / 2.0, height / 2.0),
                Math.min(width, height) / 8,
                new Scalar(40, 60, 90),
                -1,
                Imgproc.LINE_AA);
        addGrain(picture, 6, 1);
        return picture;
    }

    /// Something like a photo: soft gradients, shapes with sharp edges, grain.
    public static Mat photo(int width, int height, long seed) {
        var random = new Random(seed);
        var small = plain(8, 8, new Srgb(0, 0, 0));
        for (var y = 0; y < 8; y++) {
            for (var x = 0; x < 8; x++) {
                small.put(y, x, 40 + random.nextInt(180), random.nextInt(256), random.nextInt(256));
            }
        }
        var picture = new Mat();
        Imgproc.resize(small, picture, new Size(width, height), 0, 0, Imgproc.INTER_CUBIC);
        small.release();
        for (var i = 0; i < SHAPES; i++) {
            var centre = new Point(random.nextInt(width), random.nextInt(height));
            var radius = 2 + random.nextInt(Math.max(1, width / 12));
            var colour = new Scalar(random.nextInt(256), random.nextInt(256), random.nextInt(256));
            Imgproc.circle(picture, centre, radius, colour, -1, Imgproc.LINE_AA);
        }
        addGrain(picture, 5, seed);
        return picture;
    }

    /// @param parameters pairs of `IMWRITE_*` and value
    public static byte[] encode(String extension, Mat picture, int... parameters) {
        OpenCvLibrary.load();
        var encoded = new MatOfByte();
        Imgcodecs.imencode(extension, picture, encoded, new MatOfInt(parameters));
        var bytes = encoded.toArray();
        encoded.release();
        return bytes;
    }

    /// As seen by a camera that moves while it takes the picture, evenly and straight; with the
    /// noise of one grey level that a camera adds afterwards.
    ///
    /// @param length pixels
    /// @param degrees from the right, clockwise
    public static void move(Mat picture, int length, double degrees) {
        OpenCvLibrary.load();
        var path = Mat.zeros(length, length, CvType.CV_32F);
        double middle = (length - 1) / 2.0;
        double across = middle * Math.cos(Math.toRadians(degrees));
        double down = middle * Math.sin(Math.toRadians(degrees));
        Imgproc.line(
                path,
                new Point(Math.rint(middle - across), Math.rint(middle - down)),
                new Point(Math.rint(middle + across), Math.rint(middle + down)),
                Scalar.all(1));
        Core.divide(path, Core.sumElems(path), path);
        Imgproc.filter2D(picture, picture, -1, path);
        path.release();
        addNoise(picture, 1, 1);
    }

    /// White noise of known strength, alike in all channels.
    public static void addNoise(Mat picture, double deviation, long seed) {
        Core.setRNGSeed((int) seed);
        var noise = new Mat(picture.size(), CvType.CV_16SC1);
        Core.randn(noise, 0, deviation);
        var inAll = new Mat();
        Core.merge(List.of(noise, noise, noise), inAll);
        noise.release();
        add(picture, inAll);
    }

    private static void addGrain(Mat picture, double deviation, long seed) {
        Core.setRNGSeed((int) seed);
        var grain = new Mat(picture.size(), CvType.CV_16SC3);
        Core.randn(grain, 0, deviation);
        add(picture, grain);
    }

    /// Takes over what is added.
    private static void add(Mat picture, Mat grain) {
        var wide = new Mat();
        picture.convertTo(wide, CvType.CV_16S);
        Core.add(wide, grain, wide);
        wide.convertTo(picture, CvType.CV_8U);
        grain.release();
        wide.release();
    }

    private static Scalar scalar(Srgb colour) {
        return new Scalar(colour.blue(), colour.green(), colour.red());
    }
}
