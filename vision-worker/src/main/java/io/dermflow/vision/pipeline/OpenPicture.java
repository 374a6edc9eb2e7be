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
        ImageRef ref = image.ref();
        try {
            var request = new DecodeRequest(ref.mediaType(), ref.orientation(), workingLongSide);
            DecodedImage decoded = reduced(ImageDecoder.decode(image.bytes(), request));
            SrgbConversion.toSrgb(decoded.pixels(), SourceColours.of(ref.colourSpace()));
            return new Picture(ref.kind(), decoded);
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
        var size = new Size(decoded.width() / divisor, decoded.height() / divisor);
        var smaller = new Mat();
        Imgproc.resize(decoded.pixels(), smaller, size, 0, 0, Imgproc.INTER_AREA);
        decoded.close();
        return new DecodedImage(smaller, decoded.fullWidth(), decoded.fullHeight());
    }
}
