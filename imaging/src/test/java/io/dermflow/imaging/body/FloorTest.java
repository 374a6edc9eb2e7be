package io.dermflow.imaging.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What the floor under the body's middle brings, over bodies and cameras that are drawn.
class FloorTest {

    private static final int DRAWS = 24;
    private static final List<BodyTarget> TARGETS =
            List.of(
                    BodyTarget.CHEST_CIRCUMFERENCE,
                    BodyTarget.WAIST_CIRCUMFERENCE,
                    BodyTarget.HIP_CIRCUMFERENCE);
    private static final List<ToDoubleFunction<BodyWidths>> WIDTHS =
            List.of(
                    BodyWidths::chest,
                    BodyWidths::waist,
                    BodyWidths::hip,
                    widths -> widths.depths().orElseThrow().chest(),
                    widths -> widths.depths().orElseThrow().waist(),
                    widths -> widths.depths().orElseThrow().hip());

    /// Mean absolute errors by the reading alone, centimetres.
    private record Errors(double width, double circumference, int read) {}

    @Test
    void halvesTheErrorOfWhatIsReadOffPhotographs() {
        var before = errors(false);
        var after = errors(true);

        System.out.println("by the outline's lowest row: " + before);
        System.out.println("by the floor under the body: " + after);
        assertThat(after.read()).isGreaterThan(DRAWS * 9 / 10);
        assertThat(after.width()).isLessThan(0.55);
        assertThat(after.width()).isLessThan(0.65 * before.width());
        assertThat(after.circumference()).isLessThan(1.5);
        assertThat(after.circumference()).isLessThan(0.6 * before.circumference());
    }

    @Test
    void leavesAFigureAloneWhoseFeetAreSeenFromTheFront() {
        var figure = new DrawnFigure(new PhotographedFigure(1).truth(), 30, 2, 0);
        var person = figure.front();

        assertThat(Floor.under(person, 0).height()).isEqualTo(person.height());
        assertThat(Floor.under(person, Floor.TOES).height())
                .isCloseTo(figure.truth().stature() * 2, within(2.0));
    }

    private static Errors errors(boolean corrected) {
        var width = new ArrayList<Double>();
        var circumference = new ArrayList<Double>();
        var read = 0;
        for (var seed = 0; seed < DRAWS; seed++) {
            var figure = new PhotographedFigure(seed);
            var widths = read(figure, corrected);
            if (widths.isEmpty()) {
                continue;
            }
            read++;
            for (var which : WIDTHS) {
                width.add(
                        Math.abs(
                                which.applyAsDouble(widths.get())
                                        - which.applyAsDouble(figure.truth())));
            }
            for (var target : TARGETS) {
                circumference.add(
                        Math.abs(value(widths.get(), target) - value(figure.truth(), target)));
            }
        }
        return new Errors(mean(width), mean(circumference), read);
    }

    /// By the regression for pictures from both, so that its own error is in neither.
    private static double value(BodyWidths widths, BodyTarget target) {
        return MeasureBody.of(widths, Sex.UNKNOWN, new InputErrors(1, 1, 0.01, true))
                .get(target.ordinal())
                .value();
    }

    private static Optional<BodyWidths> read(PhotographedFigure figure, boolean corrected) {
        return ReadBody.of(
                        Optional.of(new Outlined(figure.front(), 1)),
                        Optional.of(new Outlined(figure.side(), 1)),
                        Optional.of(figure.truth().stature()),
                        Optional.empty(),
                        corrected ? Outlined::standing : (seen, _) -> seen)
                .widths()
                .filter(widths -> widths.depths().isPresent());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
