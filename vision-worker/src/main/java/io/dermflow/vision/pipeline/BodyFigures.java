package io.dermflow.vision.pipeline;

import io.dermflow.events.analysis.Body;
import io.dermflow.imaging.body.BodyMeasure;
import io.dermflow.imaging.body.BodyReading;
import io.dermflow.imaging.body.BodyShape;
import io.dermflow.imaging.body.BodyTarget;
import io.dermflow.imaging.body.MeasureBody;
import io.dermflow.imaging.body.Sex;
import io.dermflow.imaging.body.Stature;
import io.dermflow.imaging.body.UncertaintyBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The eight measures of the result and the body's shape, from what was read.
final class BodyFigures {

    /// By their names in the result, in the order of seed 003.
    private static final List<Named> MEASURES =
            List.of(
                    new Named("shoulder_width_cm", BodyTarget.SHOULDER_WIDTH),
                    new Named("chest_circumference_cm", BodyTarget.CHEST_CIRCUMFERENCE),
                    new Named("waist_circumference_cm", BodyTarget.WAIST_CIRCUMFERENCE),
                    new Named("hip_circumference_cm", BodyTarget.HIP_CIRCUMFERENCE),
                    new Named("inseam_cm", BodyTarget.INSEAM),
                    new Named("torso_length_cm", BodyTarget.BACK_LENGTH),
                    new Named("neck_circumference_cm", BodyTarget.NECK_CIRCUMFERENCE));

    private record Named(String name, BodyTarget target) {}

    private BodyFigures() {}

    /// @param said the person's sex, absent when they said nothing
    /// @return a measure that could not be taken is not in it
    static Body of(SeenBody seen, io.dermflow.events.@Nullable Sex said) {
        Sex sex = known(said);
        BodyReading reading = seen.reading();
        List<Body.Measure> measures = new ArrayList<>();
        reading.stature()
                .map(stature -> height(stature, seen.scaledByForm()))
                .ifPresent(measures::add);
        Optional<List<BodyMeasure>> estimated =
                reading.widths().map(widths -> MeasureBody.of(widths, sex, reading.errors()));
        boolean doubtful =
                seen.scaledByForm() || !Collections.disjoint(seen.problems(), BodyChecks.DOUBTS);
        estimated.ifPresent(all ->
                MEASURES.forEach(one ->
                        measures.add(
                                measure(
                                        one.name(),
                                        all.get(one.target().ordinal()),
                                        doubtful,
                                        sex))));
        return new Body(measures, estimated.map(BodyFigures::shape).orElse(null));
    }

    private static Sex known(io.dermflow.events.@Nullable Sex said) {
        return switch (said) {
            case null -> Sex.UNKNOWN;
            case FEMALE -> Sex.FEMALE;
            case MALE -> Sex.MALE;
        };
    }

    private static Body.Measure height(Stature stature, boolean doubtful) {
        double uncertainty = stature.budget().total();
        return new Body.Measure(
                "height_cm",
                Rounded.to(stature.cm(), 1),
                Rounded.to(uncertainty, 1),
                Rounded.to(BodyMeasure.confidence(stature.cm(), uncertainty), 2),
                stature.source().name().toLowerCase(Locale.ROOT),
                doubtful || BodyMeasure.uncertain(stature.cm(), uncertainty),
                false,
                parts(stature.budget()));
    }

    private static Body.Parts parts(UncertaintyBudget budget) {
        return new Body.Parts(
                part(budget.card()),
                part(budget.keypoint()),
                part(budget.regressor()),
                part(budget.heightInput()));
    }

    private static double part(double deviation) {
        return Rounded.to(UncertaintyBudget.halfInterval(deviation), 2);
    }

    private static Body.Measure measure(
            String name, BodyMeasure measure, boolean doubtful, Sex sex) {
        double uncertainty = measure.budget().total();
        return new Body.Measure(
                name,
                Rounded.to(measure.value(), 1),
                Rounded.to(uncertainty, 1),
                Rounded.to(BodyMeasure.confidence(measure.value(), uncertainty), 2),
                "regression",
                doubtful
                        || measure.unusual()
                        || BodyMeasure.uncertain(measure.value(), uncertainty),
                sex != Sex.UNKNOWN,
                parts(measure.budget()));
    }

    private static Body.Shape shape(List<BodyMeasure> measures) {
        BodyShape.Judged judged =
                BodyShape.judge(
                        measures.get(BodyTarget.CHEST_CIRCUMFERENCE.ordinal()),
                        measures.get(BodyTarget.WAIST_CIRCUMFERENCE.ordinal()),
                        measures.get(BodyTarget.HIP_CIRCUMFERENCE.ordinal()));
        return new Body.Shape(judged.shape().wireName(), Rounded.to(judged.confidence(), 2));
    }
}
