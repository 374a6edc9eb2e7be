package io.dermflow.vision.pipeline;

import io.dermflow.events.ImageRef;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.decode.SrgbConversion;
import io.dermflow.imaging.decode.UndecodableImage;
import io.dermflow.imaging.entropy.EntropyVerdict;
import io.dermflow.imaging.entropy.JpegEntropyCheck;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// From checked bytes to an upright sRGB picture at working size. JPEG is reduced inside the
/// decoder, PNG and WebP afterwards, so that whatever a phone sends costs the same later.
final class OpenPicture {

    private static final String JPEG = "image/jpeg";

    /// Pixels. A person who fills a picture of this long side has a card beside them of 130 x 80,
    /// of which the markers are 18.
    private static final int LEAST_LARGE = 3000;

    /// What is larger is reduced to this, so that looking at it costs no more.
    private static final int MOST_LARGE = 4096;

    private final int workingLongSide;

    OpenPicture(int workingLongSide) {
        this.workingLongSide = workingLongSide;
    }

    /// Looks for damage that a decoder would paint over in grey. Pure Java, before any native code
    /// sees the bytes.
    ///
    /// @throws Unanalysable if a part of the picture is missing or damaged
    static EntropyVerdict checkWhole(FetchedImage image) {
        if (!image.ref().mediaType().equals(JPEG)) {
            return new EntropyVerdict.Whole();
        }
        EntropyVerdict verdict = JpegEntropyCheck.check(image.bytes());
        if (verdict instanceof EntropyVerdict.Damaged damaged) {
            throw Unanalysable.rejected(damaged.code(), damaged.detail());
        }
        return verdict;
    }

    /// @return owned by the caller, who closes it
    /// @throws Unanalysable if the decoder sees no picture
    Picture open(FetchedImage image) {
        DecodedImage decoded = reduced(decoded(image, workingLongSide));
        SrgbConversion.toSrgb(decoded.pixels(), SourceColours.of(image.ref().colourSpace()));
        return new Picture(image.ref().kind(), decoded);
    }

    /// For what is too small to be seen at working size: as it was uploaded, up to 12 megapixels.
    /// Its colours are the source's, not sRGB.
    ///
    /// @return owned by the caller, who closes it
    /// @throws Unanalysable if the decoder sees no picture
    static DecodedImage large(FetchedImage image) {
        DecodedImage decoded = decoded(image, LEAST_LARGE);
        double factor = MOST_LARGE / (double) Math.max(decoded.width(), decoded.height());
        return factor < 1
                ? resized(
                        decoded,
                        new Size(
                                Math.rint(decoded.width() * factor),
                                Math.rint(decoded.height() * factor)))
                : decoded;
    }

    private static DecodedImage decoded(FetchedImage image, int minLongSide) {
        ImageRef ref = image.ref();
        try {
            return ImageDecoder.decode(
                    image.bytes(),
                    new DecodeRequest(ref.mediaType(), ref.orientation(), minLongSide));
        } catch (UndecodableImage e) {
            throw Unanalysable.rejected(EntropyVerdict.CORRUPT, "The decoder sees no picture.");
        }
    }

    /// Halves, quarters, … as the JPEG decoder does. Takes over the ownership.
    private DecodedImage reduced(DecodedImage decoded) {
        int divisor = 1;
        int longSide = Math.max(decoded.width(), decoded.height());
        while (longSide / (divisor * 2) >= workingLongSide) {
            divisor *= 2;
        }
        if (divisor == 1) {
            return decoded;
        }
        return resized(decoded, new Size(decoded.width() / divisor, decoded.height() / divisor));
    }

    private static DecodedImage resized(DecodedImage decoded, Size size) {
        var smaller = new Mat();
        Imgproc.resize(decoded.pixels(), smaller, size, 0, 0, Imgproc.INTER_AREA);
        decoded.close();
        return new DecodedImage(smaller, decoded.fullWidth(), decoded.fullHeight());
    }
}
