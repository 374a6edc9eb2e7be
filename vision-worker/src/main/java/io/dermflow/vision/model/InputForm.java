package io.dermflow.vision.model;

import io.dermflow.imaging.detections.OutputKind;
import io.dermflow.imaging.geometry.Fill;
import io.dermflow.imaging.geometry.Letterbox;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;

/// How a picture goes into a model, with every default settled.
///
/// @param width pixels
/// @param height pixels
/// @param channelsFirst `NCHW`, else `NHWC`
/// @param scale what bytes are divided by; 1 leaves them
/// @param mean per channel, empty for none
/// @param std per channel, empty for none
public record InputForm(
        int width,
        int height,
        boolean channelsFirst,
        Dtype dtype,
        Resize resize,
        double scale,
        List<Double> mean,
        List<Double> std) {

    private static final double BYTE = 255;

    /// ImageNet's, which every torchvision classifier was trained with.
    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);

    private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);

    /// Numbers that the network takes.
    public enum Dtype {
        FLOAT32,
        UINT8,
        INT32
    }

    /// How a picture of another shape is made to fit.
    public enum Resize {
        /// Without distortion, grey borders.
        LETTERBOX,
        /// The short side fits, of the long side the middle stays.
        CROP,
        /// With distortion.
        STRETCH
    }

    public InputForm {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /// @param kind of the output, once it is known: classifiers see the middle of a picture, and
    ///   those with logits (torchvision's) ImageNet's normalisation
    /// @param ultralytics whether the file carries Ultralytics' metadata
    /// @throws ModelRefused if the size is unknown or a word is not
    static InputForm of(ModelEntry entry, Optional<OutputKind> kind, boolean ultralytics) {
        ModelEntry.Input input = entry.input();
        if (input.width() < 1 || input.height() < 1) {
            throw new ModelRefused(
                    ModelFile.label(entry)
                            + ": the file doesn't say its input size; give input.width and"
                            + " input.height in the manifest");
        }
        boolean prepared = entry.contract() == Contract.PREPARED;
        boolean classifier =
                kind.filter(k -> k == OutputKind.LOGITS || k == OutputKind.PROBABILITIES)
                        .isPresent();
        boolean bare = classifier && kind.get() == OutputKind.LOGITS && !ultralytics;
        Dtype dtype = word(entry, Dtype.class, input.dtype(), prepared ? "uint8" : "float32");
        boolean imagenet = bare && input.mean().isEmpty() && dtype == Dtype.FLOAT32;
        return new InputForm(
                input.width(),
                input.height(),
                word(entry, Layout.class, input.layout(), prepared ? "NHWC" : "NCHW")
                        == Layout.NCHW,
                dtype,
                word(entry, Resize.class, input.resize(), classifier ? "crop" : "letterbox"),
                input.scale() != null ? input.scale() : dtype == Dtype.FLOAT32 ? BYTE : 1,
                imagenet ? IMAGENET_MEAN : input.mean(),
                imagenet && input.std().isEmpty() ? IMAGENET_STD : input.std());
    }

    private enum Layout {
        NCHW,
        NHWC
    }

    private static <E extends Enum<E>> E word(
            ModelEntry entry, Class<E> type, @Nullable String said, String otherwise) {
        String word = (said == null ? otherwise : said).toUpperCase(Locale.ROOT);
        try {
            return Enum.valueOf(type, word);
        } catch (IllegalArgumentException unknown) {
            throw new ModelRefused(
                    "%s: input has '%s', which is none of %s"
                            .formatted(
                                    ModelFile.label(entry),
                                    said,
                                    List.of(type.getEnumConstants())));
        }
    }

    int bytes() {
        return width * height * 3;
    }

    /// How a picture of that size lies in the input without distortion.
    public Letterbox letterbox(int pictureWidth, int pictureHeight) {
        return Letterbox.fit(pictureWidth, pictureHeight, width, height);
    }

    /// A picture made to fit, as [LoadedModel#answer] takes it.
    ///
    /// @param picture BGR, stays the caller's
    public ByteBuffer of(Mat picture) {
        return switch (resize) {
            case LETTERBOX -> letterbox(picture.cols(), picture.rows()).apply(picture);
            case CROP -> Fill.cropped(picture, width, height);
            case STRETCH -> Fill.stretched(picture, width, height);
        };
    }
}
