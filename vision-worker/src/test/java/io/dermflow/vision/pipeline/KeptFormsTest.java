package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.imaging.decode.DecodedImage;
import io.dermflow.imaging.decode.OpenCvLibrary;
import io.dermflow.imaging.lesion.LesionMask;
import io.dermflow.vision.checkpoint.KeptStep;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// The result of each kept step, written and read again.
class KeptFormsTest {

    private static final int VALUES = 200;

    private List<Picture> here;
    private List<Picture> there;

    @BeforeEach
    void open() {
        OpenCvLibrary.load();
        here = pictures();
        there = pictures();
    }

    @AfterEach
    void close() {
        Stream.of(here, there).flatMap(List::stream).forEach(Picture::close);
    }

    static Stream<KeptStep<?>> steps() {
        return Arrays.stream(KeptSteps.class.getDeclaredFields()).map(KeptFormsTest::step);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void givesEveryResultBackExactly(KeptStep<?> step) {
        var any = new AnyValue(42, here);
        var same = new KeptForms(here);

        for (int i = 0; i < VALUES; i++) {
            Object value = any.of(step.form().getType());

            Object back = same.read(same.write(value), step.form());

            assertThat(back).usingRecursiveComparison(exact()).isEqualTo(value);
        }
    }

    @Test
    void findsThePictureAgainInAnotherTry() {
        Lesion lesion = (Lesion) new AnyValue(7, here).of(Lesion.class);
        int place = here.indexOf(lesion.picture());

        var back =
                new KeptForms(there)
                        .read(
                                new KeptForms(here)
                                        .write(
                                                new LeaveOutHeads.Marks(
                                                        List.of(lesion), 0, 0, List.of())),
                                KeptSteps.DETECT.form());

        assertThat(back.lesions().getFirst().picture()).isSameAs(there.get(place));
    }

    /// Equality of records is that of their parts, to the last bit of a number; pictures are those
    /// very pictures.
    private static RecursiveComparisonConfiguration exact() {
        return RecursiveComparisonConfiguration.builder()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType((a, b) -> a == b, Picture.class)
                .withEqualsForType(KeptFormsTest::same, LesionMask.class)
                .build();
    }

    private static boolean same(LesionMask a, LesionMask b) {
        boolean same =
                a.left() == b.left()
                        && a.top() == b.top()
                        && a.width() == b.width()
                        && a.height() == b.height();
        for (int y = 0; same && y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++) {
                same &= a.contains(x, y) == b.contains(x, y);
            }
        }
        return same;
    }

    private static KeptStep<?> step(Field field) {
        try {
            return (KeptStep<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Picture> pictures() {
        return Stream.of("front", "side", "portrait")
                .map(kind ->
                        new Picture(kind, new DecodedImage(Mat.zeros(2, 3, CvType.CV_8UC3), 3, 2)))
                .toList();
    }
}
