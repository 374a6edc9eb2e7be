package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dermflow.imaging.calibration.ColourCorrection;
import io.dermflow.imaging.decode.DecodeRequest;
import io.dermflow.imaging.decode.ImageDecoder;
import io.dermflow.imaging.quality.QualityCheck;
import io.dermflow.imaging.quality.QualityGate;
import io.dermflow.imaging.quality.QualityPolicy;
import io.dermflow.imaging.quality.Showing;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Photographs of lesions, where the development data lie beside the checkout; skipped elsewhere.
/// Every fortieth, or with `-Ddermflow.photographs=1` every one.
class PhotographsTest {

    private static final Path DATA =
            Path.of(System.getProperty("dermflow.shared", "../../shared"), "data");
    private static final int STEP = Integer.getInteger("dermflow.photographs", 40);

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    @Test
    void noneLosesALesionAsAHeadNorIsCalledWithoutSkin() throws IOException {
        var heads = new LeaveOutHeads(SHIPPED.models());
        long looksBefore = SHIPPED.answers(ActiveModels.FACE_LANDMARKS);
        int lesions = 0;
        int large = 0;
        int small = 0;
        double least = 1;
        double leastRing = 1;
        double leastDoubtful = 1;
        List<Path> photographs = photographs();
        for (Path file : photographs) {
            try (Picture picture = decoded(file)) {
                List<Lesion> found = FindLesions.in(picture, SHIPPED.models().lesion());
                double skin = skinShare(picture);

                assertThat(heads.of(found).lesions()).as(file.toString()).isEqualTo(found);
                assertThat(NoSkin.isNone(skin, found.size())).as("%s %s", file, skin).isFalse();

                double ring = leastRing(picture, found);
                leastRing = Math.min(leastRing, ring);
                leastDoubtful = Math.min(leastDoubtful, NoSkin.isNone(skin, 0) ? ring : 1);
                lesions += found.isEmpty() ? 0 : 1;
                large += found.stream().anyMatch(LeaveOutHeads::isLarge) ? 1 : 0;
                small += found.stream().anyMatch(one -> !LeaveOutHeads.isLarge(one)) ? 1 : 0;
                least = Math.min(least, skin);
            }
        }
        System.out.printf(
                "%d photographs, %d with a lesion, %d asked the face net (%d looks), %d the pose net,"
                        + " least skin-like %.4f, least skin around a finding %.3f, where little is skin-like %.3f%n",
                photographs.size(),
                lesions,
                large,
                SHIPPED.answers(ActiveModels.FACE_LANDMARKS) - looksBefore,
                small,
                least,
                leastRing,
                leastDoubtful);
    }

    /// Holds that none of these is off the skin.
    ///
    /// @return how much of a finding's ring is skin, the least of them; 1 where nothing was found
    private static double leastRing(Picture picture, List<Lesion> found) {
        var pictures = new Pictures();
        pictures.add(picture);
        var view =
                new View(
                        picture,
                        Optional.empty(),
                        Optional.empty(),
                        ColourCorrection.none(),
                        picture.image().pixels());
        try (var skin =
                new SeenSkin(
                        SHIPPED.models().active(ActiveModels.SKIN),
                        List.of(picture),
                        new JobRun((_, _) -> {}))) {
            OffSkin off =
                    OffSkin.in(
                            JudgeQuality.of(pictures, Jobs.any()),
                            new Views(List.of(view), Optional.empty()),
                            skin);
            skin.look();
            assertThat(found).noneMatch(off::is);
            return found.stream()
                    .mapToDouble(one -> skin.around(one.box(), picture).orElse(1))
                    .min()
                    .orElse(1);
        }
    }

    private static double skinShare(Picture picture) {
        return QualityGate.assess(picture.image(), QualityPolicy.NORMAL, Set.of(Showing.CLOSE_UP))
                .checks()
                .stream()
                .filter(check -> check.code().equals("not_skin"))
                .mapToDouble(QualityCheck::value)
                .findFirst()
                .orElseThrow();
    }

    private static Picture decoded(Path file) throws IOException {
        var request = new DecodeRequest("image/jpeg", 1, 640);
        return new Picture("image", ImageDecoder.decode(Files.readAllBytes(file), request));
    }

    private static List<Path> photographs() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("pad_ufes_20/images", "isic2017/images")) {
            assumeTrue(Files.isDirectory(DATA.resolve(folder)), "no development data here");
            try (var listed = Files.list(DATA.resolve(folder))) {
                listed.sorted().forEach(files::add);
            }
        }
        return IntStream.range(0, files.size())
                .filter(i -> i % STEP == 0)
                .mapToObj(files::get)
                .toList();
    }
}
