package io.dermflow.vision.narrative;

import io.dermflow.events.ImageRef;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.decode.SrgbConversion;
import io.dermflow.vision.pipeline.SourceColours;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// A picture made small for a model: upright, sRGB, written anew as a JPEG with nothing but pixels.
final class SmallJpeg {

    /// What MedGemma's picture encoder takes, pixels; more would be reduced there.
    static final int LONG_SIDE = 896;

    /// What llm-bridge takes by default (`max-picture-bytes`).
    static final int MAX_BYTES = 1_500_000;

    private static final int[] QUALITIES = {90, 75, 50};

    private SmallJpeg() {}

    /// Empty when even the lowest quality is too big.
    ///
    /// @throws io.dermflow.imaging.decode.UndecodableImage when the bytes are no picture
    static Optional<byte[]> of(byte[] bytes, ImageRef ref) {
        var request = new DecodeRequest(ref.mediaType(), ref.orientation(), LONG_SIDE);
        try (DecodedImage decoded = ImageDecoder.decode(bytes, request)) {
            Mat small = reduced(decoded.pixels());
            try {
                SrgbConversion.toSrgb(small, SourceColours.of(ref.colourSpace()));
                return encoded(small);
            } finally {
                small.release();
            }
        }
    }

    /// A copy, never larger than the picture; the caller releases it.
    private static Mat reduced(Mat pixels) {
        double scale = Math.min(1, LONG_SIDE / (double) Math.max(pixels.cols(), pixels.rows()));
        var size = new Size(side(pixels.cols(), scale), side(pixels.rows(), scale));
        var small = new Mat();
        Imgproc.resize(pixels, small, size, 0, 0, Imgproc.INTER_AREA);
        return small;
    }

    private static long side(int pixels, double scale) {
        return Math.max(1, Math.round(pixels * scale));
    }

    private static Optional<byte[]> encoded(Mat pixels) {
        for (int quality : QUALITIES) {
            byte[] jpeg = encoded(pixels, quality);
            if (jpeg.length <= MAX_BYTES) {
                return Optional.of(jpeg);
            }
        }
        return Optional.empty();
    }

    private static byte[] encoded(Mat pixels, int quality) {
        var parameters = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        var jpeg = new MatOfByte();
        try {
            Imgcodecs.imencode(".jpg", pixels, jpeg, parameters);
            return jpeg.toArray();
        } finally {
            parameters.release();
            jpeg.release();
        }
    }
}
