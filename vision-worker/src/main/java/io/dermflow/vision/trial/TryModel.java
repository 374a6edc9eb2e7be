package io.dermflow.vision.trial;

import io.dermflow.imaging.decode.UndecodableImage;
import io.dermflow.imaging.detections.Tensor;
import io.dermflow.vision.model.LoadedModel;
import io.dermflow.vision.model.ModelRefused;
import io.dermflow.vision.model.ModelTrial;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// `./dermflow model try FILE [IMAGES…]`: names the recognised contract or refuses with the reason,
/// answers for each image with an overlay beside it, says by tone group how good the answers are
/// where a `labels.csv` lies beside the images, and prints the manifest entry to paste.
///
/// Exit status 0, or 2 when the file or an image is refused.
public final class TryModel {

    private static final int REFUSED = 2;

    private final PrintStream out;
    private final String cacheDir;

    TryModel(PrintStream out, String cacheDir) {
        this.out = out;
        this.cacheDir = cacheDir;
    }

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "trial-logback.xml");
        String said = System.getenv("DJL_CACHE_DIR");
        String cache =
                said == null || said.isBlank()
                        ? System.getProperty("user.home") + "/.cache/dermflow/djl"
                        : said;
        System.exit(new TryModel(System.out, cache).run(Arrays.asList(args)));
    }

    /// @param arguments the model's file, then images
    /// @return the exit status
    int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            out.println("Usage: ./dermflow model try FILE [IMAGES…]");
            return REFUSED;
        }
        List<Path> images = arguments.stream().skip(1).map(Path::of).toList();
        try (LoadedModel model = ModelTrial.open(Path.of(arguments.getFirst()), cacheDir)) {
            describe(model);
            boolean allLookedAt = look(model, images);
            out.println();
            out.println("For models.json; check task, thresholds and classes:");
            out.println(ModelTrial.manifestEntry(model));
            return allLookedAt ? 0 : REFUSED;
        } catch (ModelRefused e) {
            out.println("Refused: " + e.getMessage());
            return REFUSED;
        } catch (IOException e) {
            out.println("Can't be read or written: " + e);
            return REFUSED;
        }
    }

    private void describe(LoadedModel model) {
        var kind = model.contract().kind();
        var form = model.input();
        out.printf(
                "Contract: %s, %s, %s%n",
                model.entry().contract().wireName(), kind.wireName(), kind.shapes());
        out.printf(
                "Input: %dx%d %s %s, %s%n",
                form.width(),
                form.height(),
                form.channelsFirst() ? "NCHW" : "NHWC",
                form.dtype(),
                form.resize());
        out.printf(
                "Output: %s%n",
                model.sample().stream()
                        .map(Tensor::shapeText)
                        .collect(Collectors.joining(" and ")));
        out.printf("Classes: %s%n", model.entry().output().names());
    }

    /// One picture that can't be read does not keep the others from being looked at.
    ///
    /// @return whether all could be read
    private boolean look(LoadedModel model, List<Path> images) throws IOException {
        if (images.isEmpty()) {
            return true;
        }
        Labels labels = Labels.beside(images.getFirst());
        List<Judged> judged = new ArrayList<>();
        boolean all = true;
        for (Path image : images) {
            try {
                TriedImage tried = TriedImage.of(model, image);
                out.printf("%s: %s (%.1f ms)%n", image, tried.text(), tried.millis());
                tried.overlay().ifPresent(overlay -> out.println("  overlay: " + overlay));
                labels.of(image).map(row -> Judged.of(row, tried, model)).ifPresent(judged::add);
            } catch (UndecodableImage e) {
                out.printf("%s: refused: %s%n", image, e.getMessage());
                all = false;
            } catch (NoSuchFileException e) {
                out.printf("%s: there is no such file%n", image);
                all = false;
            }
        }
        ToneTable.of(judged).forEach(out::println);
        return all;
    }
}
