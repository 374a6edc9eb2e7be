package io.dermflow.vision.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Event;
import io.dermflow.events.ImageRef;
import io.dermflow.events.Outcome;
import io.dermflow.events.Sex;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Quality.Check;
import io.dermflow.events.analysis.Quality.Verdict;
import io.dermflow.imaging.card.FoundCard;
import io.dermflow.vision.Jobs;
import io.dermflow.vision.pump.JobRun;
import io.dermflow.vision.pump.StepLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A body's way through the vision stage with the shipped models. The pictures are generated: the
/// average woman of ANSUR II, whose measures `training/samples/body.py` prints.
class BodyCaptureTest {

    @RegisterExtension static final ShippedModels SHIPPED = new ShippedModels();

    private static final double HEIGHT_CM = 162.8;
    private static final String CHEST = "chest_circumference_cm";

    @TempDir private Path dir;
    private CaptureStage stage;

    @BeforeEach
    void open() {
        stage = new CaptureStage(dir);
    }

    @Test
    void measuresABodyFromFrontAndSide() {
        Analysis analysis = found(run(job(List.of("body"), HEIGHT_CM, front(), side())));

        Body body = analysis.body();
        assertThat(body.measures())
                .extracting(Body.Measure::name)
                .containsExactly(
                        "height_cm",
                        "shoulder_width_cm",
                        "chest_circumference_cm",
                        "waist_circumference_cm",
                        "hip_circumference_cm",
                        "inseam_cm",
                        "torso_length_cm",
                        "neck_circumference_cm");
        assertThat(body.measures())
                .extracting(Body.Measure::source)
                .startsWith("input")
                .endsWith("regression");
        assertWithin(body, "height_cm", 162.8);
        assertWithin(body, "shoulder_width_cm", 36.5);
        assertWithin(body, "chest_circumference_cm", 94.7);
        assertWithin(body, "waist_circumference_cm", 86.1);
        assertWithin(body, "hip_circumference_cm", 102.1);
        assertWithin(body, "inseam_cm", 78.2);
        assertThat(body.shape()).isNotNull();
        assertThat(body.shape().confidence()).isBetween(0.2, 1.0);
        assertThat(analysis.degradations()).isEmpty();
        assertThat(analysis.quality().checks())
                .filteredOn(check -> check.image().equals("front"))
                .extracting(Check::code)
                .contains(
                        "no_body",
                        "multiple_people",
                        "body_cropped",
                        "pose_arms",
                        "body_implausible",
                        "distance")
                .doesNotHaveDuplicates();
        assertThat(analysis.quality().checks())
                .filteredOn(check -> check.code().equals("views_disagree"))
                .allMatch(check -> check.image().equals("side") && check.unit().equals("ratio"))
                .hasSize(1);
        assertThat(analysis.modelVersions()).extracting("name").contains("person", "pose");
        assertThat(analysis.artifacts())
                .extracting("name")
                .contains("body-front.png", "body-side.png");
        assertThat(analysis.timings()).extracting("step").contains("body");
    }

    @Test
    void isSurerOfTheChestWhereThePersonSaidTheirSexAndSaysThatItWasUsed() {
        AnalysisRequested unsaid = job(List.of("body"), HEIGHT_CM, front(), side());
        AnalysisRequested said =
                with(
                        unsaid,
                        new AnalysisOptions(
                                "normal", "en", null, HEIGHT_CM, false, null, Sex.FEMALE, null));

        Body without = found(run(unsaid)).body();
        Body told = found(run(said)).body();

        assertThat(measure(told, CHEST).uncertainty())
                .isLessThan(measure(without, CHEST).uncertainty());
        assertWithin(told, CHEST, 94.7);
        assertWithin(told, "waist_circumference_cm", 86.1);
        assertThat(measure(told, CHEST).sexUsed()).isTrue();
        assertThat(measure(told, "height_cm").sexUsed()).isFalse();
        assertThat(without.measures()).extracting(Body.Measure::sexUsed).containsOnly(false);
    }

    @Test
    void isLessSureWithoutThePictureFromTheSide() {
        Body both = found(run(job(List.of("body"), HEIGHT_CM, front(), side()))).body();
        Analysis analysis = found(run(job(List.of("body"), HEIGHT_CM, front())));

        assertThat(analysis.degradations()).extracting("code").contains("side_view_missing");
        assertThat(measure(analysis.body(), "waist_circumference_cm").uncertainty())
                .isGreaterThan(measure(both, "waist_circumference_cm").uncertainty());
    }

    /// Something of it is outlined all the same.
    @Test
    void rejectsACaptureOfABodyWithoutOne() {
        var outcome = (Outcome.Rejected) run(job(List.of("body"), HEIGHT_CM, skin("front")));

        assertThat(outcome.reason().code()).isEqualTo("no_body");
        assertThat(outcome.analysis().quality().problems()).contains("no_body");
        assertThat(outcome.analysis().quality().actions()).isNotEmpty();
        Check check =
                outcome.analysis().quality().checks().stream()
                        .filter(one -> one.code().equals("no_body"))
                        .findFirst()
                        .orElseThrow();
        assertThat(check.image()).isEqualTo("front");
        assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(check.unit()).isEqualTo("score");
        assertThat(check.value()).isNotEqualTo(check.limit());
        assertThat(outcome.analysis().body()).isNull();
    }

    @Test
    void saysThatAHeightIsMissing() {
        var outcome = (Outcome.Rejected) run(job(List.of("body"), null, front(), side()));

        assertThat(outcome.reason().code()).isEqualTo("no_scale");
    }

    @ParameterizedTest
    @EnumSource(FoundCard.Kind.class)
    void measuresTheHeightByACardBesideTheBody(FoundCard.Kind kind) {
        Analysis analysis = found(run(job(List.of("body"), null, beside(Optional.of(kind)))));

        assertThat(analysis.quality().cardDetected()).isTrue();
        assertThat(analysis.degradations()).extracting("code").containsExactly("side_view_missing");
        Body.Measure height = measure(analysis.body(), "height_cm");
        assertThat(height.source()).isEqualTo("card");
        assertThat(height.uncertainty()).isBetween(4.0, 16.0);
        assertWithin(analysis.body(), "height_cm", BodyBesideCard.STATURE_CM);
        assertWithin(analysis.body(), CHEST, 94.7);
        assertWithin(analysis.body(), "waist_circumference_cm", 86.1);
        assertWithin(analysis.body(), "hip_circumference_cm", 102.1);
        assertThat(height.lowConfidence())
                .as("other things have the form of a plain card")
                .isEqualTo(kind == FoundCard.Kind.PLAIN);
    }

    @Test
    void seesNoCardBesideABodyWithoutOne() {
        var outcome = (Outcome.Rejected) run(job(List.of("body"), null, beside(Optional.empty())));

        assertThat(outcome.reason().code()).isEqualTo("no_scale");
        assertThat(outcome.analysis().quality().cardDetected()).isFalse();
    }

    @Test
    void looksForNoCardWhereTheStepIsOff() {
        AnalysisRequested job =
                job(List.of("body"), null, beside(Optional.of(FoundCard.Kind.MARKERS)));

        var outcome = (Outcome.Rejected) stage.run(SHIPPED.models(), job, "-card");

        assertThat(outcome.reason().code()).isEqualTo("no_scale");
    }

    @Test
    void measuresByTheHeightAloneWhereTheSearchForACardTakesTooLong() {
        ImageRef beside = beside(Optional.of(FoundCard.Kind.MARKERS));

        Analysis analysis = found(hurried(job(List.of("body"), HEIGHT_CM, beside)));
        var without = (Outcome.Rejected) hurried(job(List.of("body"), null, beside));

        assertThat(analysis.degradations())
                .extracting("code")
                .containsExactlyInAnyOrder("side_view_missing", "step_timed_out");
        assertThat(analysis.degradations())
                .extracting("detail")
                .contains("Looking for a card beside the body took too long and was left out.");
        assertThat(measure(analysis.body(), "height_cm").source()).isEqualTo("input");
        assertWithin(analysis.body(), "waist_circumference_cm", 86.1);
        assertThat(without.reason().code()).isEqualTo("no_scale");
        assertThat(without.analysis().degradations())
                .extracting("code")
                .contains("no_scale", "step_timed_out");
    }

    @Test
    void doubtsAHeightThatDermflowsCardContradicts() {
        ImageRef beside = beside(Optional.of(FoundCard.Kind.MARKERS));

        Analysis wrong = found(run(job(List.of("body"), 190.0, beside)));
        Analysis right = found(run(job(List.of("body"), HEIGHT_CM, beside)));

        assertThat(wrong.degradations()).extracting("code").contains("scales_disagree");
        assertThat(wrong.body().measures())
                .filteredOn(one -> one.source().equals("regression"))
                .allMatch(Body.Measure::lowConfidence);
        assertThat(right.degradations()).extracting("code").doesNotContain("scales_disagree");
        assertThat(measure(right.body(), "height_cm").source()).isEqualTo("input");
    }

    @Test
    void saysWhatEachUncertaintyIsMadeOf() {
        Body body = found(run(job(List.of("body"), HEIGHT_CM, front(), side()))).body();

        assertThat(body.measures())
                .allSatisfy(one -> {
                    Body.Parts parts = one.uncertaintyParts();
                    double whole =
                            Math.sqrt(
                                    parts.card() * parts.card()
                                            + parts.keypoint() * parts.keypoint()
                                            + parts.regressor() * parts.regressor()
                                            + parts.heightInput() * parts.heightInput());
                    assertThat(whole).isCloseTo(one.uncertainty(), within(0.1));
                });
        Body.Parts height = measure(body, "height_cm").uncertaintyParts();
        assertThat(height.heightInput()).isPositive();
        assertThat(height.card() + height.keypoint() + height.regressor()).isZero();
        Body.Parts chest = measure(body, CHEST).uncertaintyParts();
        assertThat(List.of(chest.card(), chest.keypoint(), chest.regressor(), chest.heightInput()))
                .allMatch(part -> part > 0);
    }

    @Test
    void keepsTheSkinWhereTheBodyFails() {
        Analysis analysis = found(run(job(List.of("body", "skin"), HEIGHT_CM, skin("image"))));

        assertThat(analysis.findings()).hasSize(1);
        assertThat(analysis.body()).isNull();
        assertThat(analysis.degradations()).extracting("code").contains("no_body");
        assertThat(analysis.quality().problems()).isEmpty();
    }

    @Test
    void rejectsNothingUnderThePolicyOff() {
        AnalysisRequested job = job(List.of("body"), HEIGHT_CM, skin("front"));
        Analysis analysis =
                found(run(with(job, new AnalysisOptions("off", "en", null, 170.0, false))));

        assertThat(analysis.body()).isNull();
        assertThat(analysis.degradations()).extracting("code").contains("no_body");
    }

    private static void assertWithin(Body body, String name, double truth) {
        Body.Measure measure = measure(body, name);
        assertThat(measure.value()).as(name).isCloseTo(truth, within(measure.uncertainty()));
    }

    private static Body.Measure measure(Body body, String name) {
        return body.measures().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Event run(AnalysisRequested job) {
        return stage.run(SHIPPED.models(), job);
    }

    /// No search through 12 megapixels ends within a millisecond.
    private Event hurried(AnalysisRequested job) {
        var limits =
                new StepLimits(Duration.ofMinutes(5), Map.of("card_beside", Duration.ofMillis(1)));
        return stage.run(SHIPPED.models(), job, "", new JobRun(limits, (_, _) -> {}));
    }

    private static Analysis found(Event event) {
        return CaptureStage.found(event);
    }

    private static AnalysisRequested job(
            List<String> analyses, @Nullable Double heightCm, ImageRef... images) {
        return CaptureStage.with(
                Jobs.of(images),
                analyses,
                new AnalysisOptions("normal", "en", null, heightCm, false));
    }

    private static AnalysisRequested with(AnalysisRequested job, AnalysisOptions options) {
        return CaptureStage.with(job, job.analyses(), options);
    }

    private ImageRef front() {
        return image("front", CaptureStage.sample("body-front.jpg"), 720, 960);
    }

    private ImageRef beside(Optional<FoundCard.Kind> card) {
        return image(
                "front", BodyBesideCard.jpeg(card), BodyBesideCard.WIDTH, BodyBesideCard.HEIGHT);
    }

    private ImageRef side() {
        return image("side", CaptureStage.sample("body-side.jpg"), 720, 960);
    }

    private ImageRef skin(String kind) {
        return image(kind, DrawnSkin.withMole(), DrawnSkin.WIDTH, DrawnSkin.HEIGHT);
    }

    private ImageRef image(String kind, byte[] bytes, int width, int height) {
        return stage.image(kind, bytes, "image/jpeg", width, height, 1);
    }
}
