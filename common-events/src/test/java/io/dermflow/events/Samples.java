package io.dermflow.events;

import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Artifact;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.ModelVersion;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinRegion;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.analysis.Timing;
import io.dermflow.events.narrative.Narrative;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One event of every kind, with every field set at least once.
final class Samples {

    static final TaskId TASK = TaskId.of("0190a000-0000-7000-8000-000000000001");
    static final UserId USER = UserId.of("0190a000-0000-7000-8000-0000000000aa");
    static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Consent CONSENT = new Consent(3, true, false, true, false);

    private Samples() {}

    /// File name of the golden file to the event in it.
    static Map<String, Event> all() {
        Map<String, Event> samples = new LinkedHashMap<>();
        samples.put("analysis_requested", job());
        samples.put("findings_ready", new FindingsReady(job(), analysis()));
        samples.put("stage_progress", progress());
        var subject = Outcome.Subject.of(job());
        var reason = new Reason("image_truncated", "The lower 40 % of the picture are missing.");
        samples.put(
                "outcome_completed", new Outcome.Completed(subject, analysis(), narrative(), AT));
        samples.put("outcome_supplied", new Outcome.Supplied(subject, clientFigures(), AT));
        samples.put("outcome_rejected", new Outcome.Rejected(subject, reason, null, AT, "en"));
        samples.put("outcome_failed", new Outcome.Failed(subject, reason, AT));
        samples.put("outcome_canceled", new Outcome.Canceled(subject, reason, AT));
        samples.put("outcome_aborted", new Outcome.Aborted(subject, reason, AT));
        for (JobState state : JobState.values()) {
            if (state.ended()) {
                samples.put("result_" + state.wireName(), ResultEvent.terminal(summary(state)));
            }
        }
        samples.put(
                "result_corrected",
                new ResultEvent.Corrected(summary(JobState.SUCCEEDED), 2, "approved"));
        samples.put(
                "result_report_upgraded",
                new ResultEvent.ReportUpgraded(summary(JobState.SUCCEEDED)));
        samples.put("dead_letter", deadLetter());
        samples.put("consent_changed", new ConsentChanged(USER, CONSENT, AT));
        samples.put("data_erased", new DataErased(USER, TASK, AT));
        samples.put(
                "shadow_compared",
                new ShadowCompared(
                        TASK.value(),
                        "lesion",
                        new ShadowCompared.Model("lesion", "1.0"),
                        new ShadowCompared.Model("lesion", "1.1"),
                        0.5,
                        12.5,
                        AT));
        samples.put("worker_standing", standing());
        return samples;
    }

    private static ClientFigures clientFigures() {
        return new ClientFigures(
                Map.of("waist_circumference_cm", 75.0, "height_cm", 172.4),
                new ClientFigures.Meta(
                        "mobile",
                        AT,
                        "Phone 9",
                        "2.3.1",
                        Map.of("pose", "v1.2"),
                        true,
                        false,
                        0.78));
    }

    static AnalysisRequested job() {
        return new AnalysisRequested(
                TASK,
                USER,
                List.of(
                        new ImageRef(
                                "image",
                                "2026/11/21/" + TASK + "/image.jpg",
                                "ab".repeat(32),
                                "image/jpeg",
                                2_000_000,
                                4000,
                                3000,
                                6,
                                new ColourSpace(
                                        ColourSpace.Kind.MATRIX,
                                        List.of(.4, .3, .1, .2, .7, .1, .0, .1, .7),
                                        new ColourSpace.ToneCurve("gamma", List.of(1.8)),
                                        false))),
                List.of("skin"),
                new AnalysisOptions(
                        "normal",
                        "en",
                        "mobile",
                        172.5,
                        false,
                        Map.of("features", false),
                        Sex.FEMALE,
                        new LesionAnswers(63, true, false, null, null, true, false)),
                CONSENT,
                1,
                AT.plusSeconds(3600),
                AT,
                "order-17");
    }

    /// With something in every member.
    static Analysis analysis() {
        return new Analysis(
                new Quality(
                        "normal",
                        true,
                        false,
                        0.9,
                        List.of(
                                new Quality.Check(
                                        "image",
                                        "blurred",
                                        40.5,
                                        6,
                                        "variance",
                                        Quality.Verdict.PASS)),
                        List.of(),
                        List.of()),
                List.of(
                        new Finding(
                                "F1",
                                "image",
                                "lesion",
                                0.87,
                                new Finding.Box(10, 20, 30, 40),
                                List.of(List.of(10.0, 20.0), List.of(40.0, 60.0)),
                                900,
                                0.01,
                                List.of(new Finding.ClassProbability("D22", "NEV", "mole", 0.8)),
                                new Finding.SizeMm(5.1, 0.6, "image"),
                                new Finding.Abcd(1, 3, List.of("light_brown"), 0.4),
                                0.61,
                                new Finding.Explanation(
                                        "heatmap-F1.png", "occlusion-7x7", "NEV", 0.35),
                                List.of("age", "itches"),
                                List.of(List.of(12.5, -3.75), List.of(16.25, 4.5)),
                                List.of(
                                        new Finding.Conclusion(
                                                "class",
                                                List.of("NEV"),
                                                "heatmap-F1.png",
                                                "occlusion-7x7",
                                                0.35),
                                        new Finding.Conclusion(
                                                "malignant",
                                                List.of("MEL", "BCC"),
                                                "heatmap-F1-malignant.png",
                                                "occlusion-7x7",
                                                0.12)))),
                new DetectionLimit(24, 1.1, 0.25),
                new SkinTone(
                        18.3,
                        "tan",
                        new SkinTone.Lab(56.2, 13.1, 16.5),
                        6,
                        5,
                        "warm",
                        List.of(new SkinTone.Swatch("#8B4B2F", "Sienna", "warm and deep")),
                        false,
                        "low",
                        50_000),
                List.of(
                        new Artifact(
                                "overlay-image.png",
                                "overlay",
                                "image/png",
                                TASK + "/overlay-image.png",
                                "cd".repeat(32),
                                90_000)),
                List.of(new ModelVersion("lesion", "lesion", "1.0", "ef".repeat(32))),
                List.of(new Timing("decode", 21.5)),
                List.of(new Degradation("no_colour_card", "Colours depend on the light.")),
                List.of(
                        new SkinFeature(
                                "image",
                                "forehead",
                                "redness",
                                42.5,
                                "higher_is_more",
                                List.of(List.of(List.of(1.0, 2.0), List.of(3.0, 4.0))),
                                "low",
                                List.of(List.of(List.of(0.5, 0.75), List.of(1.5, 1.75))))),
                new Face(
                        "portrait",
                        "Heart",
                        0.894,
                        new TreeMap<>(Map.of("Heart", 0.894, "Oval", 0.106)),
                        "Dark Winter",
                        new TreeMap<>(Map.of("DARK WINTER", 0.6, "DARK AUTUMN", 0.4)),
                        List.of(),
                        "low"),
                new Body(
                        List.of(
                                new Body.Measure(
                                        "waist_circumference_cm",
                                        75.0,
                                        4.0,
                                        0.7,
                                        "regression",
                                        false,
                                        true,
                                        new Body.Parts(1.6, 1.2, 3.2, 1.4))),
                        new Body.Shape("hourglass", 0.82)),
                List.of(
                        new SkinRegion(
                                "portrait",
                                "left_under_eye",
                                List.of(List.of(700.0, 420.0), List.of(760.0, 420.0)),
                                List.of(List.of(0.3, 0.1), List.of(0.7, 0.1)),
                                812,
                                List.of(
                                        new SkinRegion.Figure(
                                                "redness",
                                                21.4,
                                                "erythema_index",
                                                "higher_is_more",
                                                38.5,
                                                "pad-ufes-20",
                                                1.2),
                                        new SkinRegion.Figure(
                                                "dark_circles",
                                                6.1,
                                                "delta_l",
                                                "higher_is_more",
                                                null,
                                                null,
                                                0.9)),
                                "low")));
    }

    private static Narrative narrative() {
        return new Narrative(
                "en",
                "One mark was measured.",
                List.of(
                        new Narrative.Claim(
                                "A mark (F1) covers 1 % of the picture.",
                                Narrative.Claim.Kind.OBSERVATION, List.of("F1"))),
                Narrative.Urgency.ROUTINE,
                new Narrative.Routine(
                        List.of("Wash."),
                        List.of("Moisturise."),
                        List.of("Look."),
                        List.of("None.")),
                List.of("When should I come back?"),
                "Not a diagnosis.",
                new Narrative.Generator(
                        "template", "t", "1", "", 0, 0, 0, "llm_timeout", Map.of("label", 1)));
    }

    private static StageProgress progress() {
        return new StageProgress(
                TASK,
                1,
                Stage.REPORT,
                StageProgress.State.DONE,
                "persist",
                3.5,
                Map.of("persist", 2.25),
                new RecordCoordinates("skin_analysis_results", "id", 0, 17),
                new TaskEnd(TASK, JobState.FAILED, new Reason("lost", null), 1, AT),
                AT);
    }

    private static ResultEvent.Summary summary(JobState state) {
        return new ResultEvent.Summary(
                TASK,
                USER,
                state,
                state == JobState.SUCCEEDED ? null : "some_code",
                1,
                "order-17",
                AT,
                AT.plusSeconds(5),
                "/api/v1/captures/" + TASK + "/results");
    }

    private static WorkerStanding standing() {
        return new WorkerStanding(
                "vision-1",
                "gpu-node-1",
                "cuda",
                16,
                68_719_476_736L,
                4_294_967_296L,
                new WorkerStanding.Machine(64, 549_755_813_888L, 4),
                new WorkerStanding.Accelerators(1, 85_899_345_920L, 2_147_483_648L),
                List.of(new WorkerStanding.StageSlots(Stage.VISION, 4, 2, "memory")),
                AT);
    }

    private static DeadLetter deadLetter() {
        return new DeadLetter(
                TASK,
                new Reason("undecodable", null),
                "skin_analysis",
                "id",
                0,
                4,
                TASK.toString(),
                "e30=",
                List.of(new DeadLetter.Header("ce_id", "x")),
                3,
                "vision",
                AT);
    }
}
