package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every file that ships, active or kept for a rollback, through the real engine: its task can use
/// it, and it answers as its golden file says, which the engine that made the file has written.
class GoldenTest {

    private static final Pattern DISC =
            Pattern.compile("\\(x-(\\d+)\\)\\^2 \\+ \\(y-(\\d+)\\)\\^2 < (\\d+)");

    /// The shade around the face of 128 pixels, and around the one of 256.
    private static final int BEHIND_SMALL = 90;

    private static final int BEHIND_LARGE = 220;
    private static final int SMALL = 128;

    @ParameterizedTest(name = "{0}")
    @MethodSource("shipped")
    void answersAsItsGoldenFileSays(String name, ModelEntry shipped) {
        JsonNode golden = ModelFiles.golden(shipped);
        assertThat(golden.path("cases")).as(name).isNotEmpty();
        try (var model = ModelFiles.loadShipped(withoutThreshold(shipped))) {
            TaskNeeds.require(shipped.task(), model);
            for (JsonNode expected : golden.path("cases")) {
                new GoldenAnswer(expected, golden.path("tolerance"))
                        .holds(model.answer(picture(shipped.input(), expected)), model);
            }
        }
    }

    static Stream<Object[]> shipped() {
        return ModelFiles.allShipped().stream()
                .map(entry -> new Object[] {entry.name() + " " + entry.version(), entry});
    }

    private static ModelEntry withoutThreshold(ModelEntry entry) {
        return entry.toBuilder().thresholds(new ModelEntry.Thresholds(0, 0.6, 100)).build();
    }

    private static ByteBuffer picture(ModelEntry.Input input, JsonNode expected) {
        return GoldenPicture.drawn(
                input.width(), input.height(), pixel(input.width(), input.height(), expected));
    }

    private static GoldenPicture.Pixel pixel(int width, int height, JsonNode expected) {
        String name = expected.path("name").asString();
        return switch (name) {
            case "stripes" -> GoldenPicture::stripes;
            case "disc", "spot" -> disc(expected.path("input").asString());
            case "figure" -> GoldenPicture.figure(width, height);
            case "face" -> GoldenPicture.face(width, width == SMALL ? BEHIND_SMALL : BEHIND_LARGE);
            default -> throw new AssertionError("nobody knows how to draw " + name);
        };
    }

    private static GoldenPicture.Pixel disc(String formula) {
        Matcher found = DISC.matcher(formula);
        assertThat(found.find()).as(formula).isTrue();
        return GoldenPicture.spot(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)));
    }
}
