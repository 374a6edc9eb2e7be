package io.dermflow.ingest.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nu.pattern.OpenCV;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Encodes small generated pictures of every kind with OpenCV, and decodes with it.
final class Pictures {

    static final int WIDTH = 149;
    static final int HEIGHT = 118;

    private static final int LOSSLESS_WEBP = 101;

    static {
        OpenCV.loadLocally();
    }

    private static final Map<String, byte[]> ALL = Collections.unmodifiableMap(encodeAll());

    private Pictures() {}

    /// JPEGs, PNGs and WebPs by name, all good. Not to be written to.
    static Map<String, byte[]> all() {
        return ALL;
    }

    private static Map<String, byte[]> encodeAll() {
        var files = new LinkedHashMap<String, byte[]>();
        files.putAll(jpegs());
        files.putAll(Pngs.all());
        files.putAll(webps());
        return files;
    }

    static Map<String, byte[]> jpegs() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("baseline.jpg", jpeg(3));
        files.put("grey.jpg", jpeg(1));
        files.put("progressive.jpg", jpeg(3, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));
        files.put("progressive-grey.jpg", jpeg(1, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));
        files.put("optimised.jpg", jpeg(3, Imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1));
        files.put("restart.jpg", jpeg(3, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 3));
        files.put(
                "restart-progressive.jpg",
                jpeg(
                        3,
                        Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                        7,
                        Imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                        1));
        for (int sampling : List.of(0x411111, 0x221111, 0x211111, 0x121111, 0x111111)) {
            files.put(
                    "sampling-" + Integer.toHexString(sampling) + ".jpg",
                    jpeg(3, Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR, sampling));
        }
        return files;
    }

    static Map<String, byte[]> webps() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("lossy.webp", encode(".webp", picture(3), Imgcodecs.IMWRITE_WEBP_QUALITY, 80));
        files.put(
                "lossless.webp",
                encode(".webp", picture(3), Imgcodecs.IMWRITE_WEBP_QUALITY, LOSSLESS_WEBP));
        files.put("alpha.webp", encode(".webp", picture(4), Imgcodecs.IMWRITE_WEBP_QUALITY, 80));
        files.put(
                "alpha-lossless.webp",
                encode(".webp", picture(4), Imgcodecs.IMWRITE_WEBP_QUALITY, LOSSLESS_WEBP));
        return files;
    }

    static byte[] jpeg(int channels, int... parameters) {
        return encode(".jpg", picture(channels), parameters);
    }

    static byte[] encode(String suffix, Mat picture, int... parameters) {
        var bytes = new MatOfByte();
        if (!Imgcodecs.imencode(suffix, picture, bytes, new MatOfInt(parameters))) {
            throw new IllegalStateException("OpenCV wrote no " + suffix);
        }
        return bytes.toArray();
    }

    /// Blurred noise on a gradient: something for every coefficient, and still a picture.
    static Mat picture(int channels) {
        return picture(channels, WIDTH, HEIGHT);
    }

    static Mat picture(int channels, int width, int height) {
        byte[] noise = new byte[width * height * channels];
        new Random(7).nextBytes(noise);
        var picture = new Mat(height, width, CvType.CV_8UC(channels));
        picture.put(0, 0, noise);
        Imgproc.GaussianBlur(picture, picture, new Size(5, 5), 0);
        Imgproc.line(
                picture,
                new org.opencv.core.Point(0, 0),
                new org.opencv.core.Point(width, height),
                new Scalar(250, 20, 90, 128),
                5);
        return picture;
    }

    /// The pixels as they are stored, all channels, orientation not applied.
    static Mat decode(byte[] file) {
        return Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_UNCHANGED);
    }

    /// Whether both files decode to the same pixels.
    static boolean samePixels(byte[] one, byte[] other) {
        var a = decode(one);
        var b = decode(other);
        if (a.empty() || a.rows() != b.rows() || a.cols() != b.cols() || a.type() != b.type()) {
            return false;
        }
        return org.opencv.core.Core.norm(a, b, org.opencv.core.Core.NORM_INF) == 0;
    }
}
