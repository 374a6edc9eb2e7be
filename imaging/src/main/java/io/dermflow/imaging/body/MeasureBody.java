package io.dermflow.imaging.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Estimates circumferences and lengths from breadths, depths and height, each with a budget of its
/// uncertainty. Bare ellipses would be 5 to 18 cm off: bodies are none.
public final class MeasureBody {

    private static final double STEP_CM = 0.5;

    private MeasureBody() {}

    /// All targets, in their order.
    public static List<BodyMeasure> of(BodyWidths widths, Sex sex, InputErrors errors) {
        return Arrays.stream(BodyTarget.values())
                .map(target -> measure(target, widths, sex, errors))
                .toList();
    }

    private static BodyMeasure measure(
            BodyTarget target, BodyWidths widths, Sex sex, InputErrors errors) {
        List<Double> inputs = widths.inputs();
        var regression = Regression.of(widths.view(), target, sex, errors.noisy());
        return new BodyMeasure(
                target,
                regression.predict(inputs, sex),
                budget(
                        slopes(regression, inputs, sex),
                        inputs,
                        errors,
                        Regression.residual(widths.view(), target, sex)),
                unusual(inputs, widths.view(), target));
    }

    /// How the value changes with each input: by how much more for a centimetre more.
    private static List<Double> slopes(Coefficients regression, List<Double> inputs, Sex sex) {
        List<Double> slopes = new ArrayList<>();
        for (var i = 0; i < inputs.size(); i++) {
            slopes.add(
                    (regression.predict(moved(inputs, i, STEP_CM), sex)
                                    - regression.predict(moved(inputs, i, -STEP_CM), sex))
                            / (2 * STEP_CM));
        }
        return slopes;
    }

    private static List<Double> moved(List<Double> inputs, int which, double by) {
        List<Double> moved = new ArrayList<>(inputs);
        moved.set(which, moved.get(which) + by);
        return moved;
    }

    private static UncertaintyBudget budget(
            List<Double> slopes, List<Double> inputs, InputErrors errors, double residual) {
        var squares = 0.0;
        var together = 0.0;
        for (var i = 1; i < inputs.size(); i++) {
            var error = slopes.get(i) * errors.ofWidth(i);
            squares += error * error;
            together += slopes.get(i) * inputs.get(i);
        }
        var stature = inputs.getFirst();
        var height =
                errors.scaledByHeight()
                        ? slopes.getFirst() + together / stature
                        : slopes.getFirst();
        return new UncertaintyBudget(
                Math.abs(together) * errors.scale(),
                Math.sqrt(squares),
                residual,
                Math.abs(height) * errors.statureCm());
    }

    private static boolean unusual(List<Double> inputs, String view, BodyTarget target) {
        for (var i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) < Regression.least(view, target).get(i)
                    || inputs.get(i) > Regression.most(view, target).get(i)) {
                return true;
            }
        }
        return false;
    }
}
