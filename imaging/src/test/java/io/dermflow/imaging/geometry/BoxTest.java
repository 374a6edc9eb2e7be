package io.dermflow.imaging.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoxTest {

    @Test
    void measuresOverlap() {
        var box = new Box(0, 0, 10, 10);

        assertThat(box.intersectionOverUnion(box)).isEqualTo(1);
        assertThat(box.intersectionOverUnion(new Box(5, 0, 10, 10)))
                .isCloseTo(1 / 3.0, within(1e-9));
        assertThat(box.intersectionOverUnion(new Box(10, 0, 10, 10))).isZero();
        assertThat(new Box(1, 1, 0, 0).intersectionOverUnion(new Box(1, 1, 0, 0))).isZero();
        assertThat(Box.ofCentre(5, 5, 10, 10)).isEqualTo(box);
    }

    @Test
    void measuresTheSameOverlapBothWays() {
        var random = new Random(2);
        for (var i = 0; i < 5_000; i++) {
            var one = box(random);
            var two = box(random);
            var overlap = one.intersectionOverUnion(two);
            assertThat(overlap).isBetween(0.0, 1.0);
            assertThat(two.intersectionOverUnion(one)).isEqualTo(overlap);
        }
    }

    @Test
    void keepsTheBestOfBoxesOverTheSameThing() {
        var boxes =
                List.of(
                        new ScoredBox(new Box(0, 0, 10, 10), 0.6, 0),
                        new ScoredBox(new Box(1, 0, 10, 10), 0.9, 0),
                        new ScoredBox(new Box(1, 1, 10, 10), 0.7, 1),
                        new ScoredBox(new Box(50, 50, 10, 10), 0.3, 0));

        assertThat(NonMaximumSuppression.keep(boxes, 0.6, 300)).containsExactly(1, 2, 3);
        assertThat(NonMaximumSuppression.keep(boxes, 0.6, 2)).containsExactly(1, 2);
        assertThat(NonMaximumSuppression.keep(boxes, 1, 300)).containsExactly(1, 2, 0, 3);
        assertThat(NonMaximumSuppression.keep(List.of(), 0.6, 300)).isEmpty();
    }

    @Test
    void leavesNoTwoBoxesOfAClassThatOverlapTooMuch() {
        var random = new Random(8);
        var boxes =
                IntStream.range(0, 400)
                        .mapToObj(i -> new ScoredBox(box(random), random.nextDouble(), i % 3))
                        .toList();

        var kept = NonMaximumSuppression.keep(boxes, 0.3, 400);

        for (var i = 1; i < kept.size(); i++) {
            var box = boxes.get(kept.get(i));
            assertThat(box.score()).isLessThanOrEqualTo(boxes.get(kept.get(i - 1)).score());
            assertThat(kept.subList(0, i).stream().map(boxes::get))
                    .filteredOn(better -> better.classIndex() == box.classIndex())
                    .allMatch(better -> better.box().intersectionOverUnion(box.box()) <= 0.3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leadsPointsUprightAndBack(Orientation orientation) {
        var stored = new Point(3, 5);

        var upright = orientation.upright(stored, 40, 30);

        assertThat(orientation.stored(upright, 40, 30)).isEqualTo(stored);
        assertThat(upright.x()).isBetween(0.0, orientation.swapsSides() ? 30.0 : 40.0);
        assertThat(upright.y()).isBetween(0.0, orientation.swapsSides() ? 40.0 : 30.0);
    }

    /// EXIF 6: the camera was turned so that the stored top left is the upright top right.
    @Test
    void putsTheStoredOriginWhereExifSays() {
        var corners =
                IntStream.rangeClosed(1, 8)
                        .mapToObj(exif -> Orientation.of(exif).upright(new Point(0, 0), 40, 30))
                        .toList();

        assertThat(corners)
                .containsExactly(
                        new Point(0, 0),
                        new Point(40, 0),
                        new Point(40, 30),
                        new Point(0, 30),
                        new Point(0, 0),
                        new Point(30, 0),
                        new Point(30, 40),
                        new Point(0, 40));
    }

    private static Box box(Random random) {
        return new Box(
                random.nextDouble(90),
                random.nextDouble(90),
                1 + random.nextDouble(30),
                1 + random.nextDouble(30));
    }
}
