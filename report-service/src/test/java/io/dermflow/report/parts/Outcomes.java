package io.dermflow.report.parts;

import io.dermflow.events.Consent;
import io.dermflow.events.Outcome;
import io.dermflow.events.Reason;
import io.dermflow.events.TaskId;
import io.dermflow.events.UserId;
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
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.analysis.Timing;
import io.dermflow.events.narrative.Narrative;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Outcomes as the worker would send them, each of a task of its own unless one is given.
public final class Outcomes {

    private static final Instant ACCEPTED = Instant.parse("2026-11-21T10:00:00Z");

    private Outcomes() {}

    public static Outcome.Subject subject() {
        return new Outcome.Subject(
                new TaskId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()),
                1,
                1,
                new Consent(1, true, false, false, false),
                "reference-7",
                ACCEPTED);
    }

    public static Outcome.Subject secondReport(Outcome.Subject first) {
        return new Outcome.Subject(
                first.taskId(),
                first.userId(),
                first.attempt(),
                2,
                first.consent(),
                first.clientReference(),
                first.acceptedAt());
    }

    public static Outcome.Completed completed() {
        return completed(subject());
    }

    public static Outcome.Completed completed(Outcome.Subject subject) {
        return new Outcome.Completed(
                subject,
                analysis(subject, List.of(finding())),
                narrative("One spot was seen.", null),
                ACCEPTED.plusSeconds(2));
    }

    public static Outcome.Completed saying(Outcome.Subject subject, String summary) {
        return new Outcome.Completed(
                subject,
                analysis(subject, List.of(finding())),
                narrative(summary, null),
                ACCEPTED.plusSeconds(2));
    }

    /// Words of the template, because the language model was away.
    public static Outcome.Completed template(Outcome.Subject subject) {
        return new Outcome.Completed(
                subject,
                analysis(subject, List.of(finding())),
                narrative("One spot was seen.", "llm_unavailable"),
                ACCEPTED.plusSeconds(2));
    }

    /// With features, face and body, in a language.
    public static Outcome.Completed measuredIn(String language) {
        var subject = subject();
        Analysis skin = analysis(subject, List.of(finding()));
        Narrative words = narrative("Summary.", null);
        return new Outcome.Completed(
                subject,
                skin.toBuilder()
                        .features(
                                List.of(
                                        new SkinFeature(
                                                "portrait",
                                                "left_cheek",
                                                "redness",
                                                61,
                                                "higher_is_more",
                                                List.of(),
                                                "low")))
                        .face(
                                new Face(
                                        "portrait",
                                        "Oval",
                                        0.7,
                                        Map.of("Oval", 0.7),
                                        "Dark Winter",
                                        Map.of("DARK WINTER", 0.5),
                                        List.of(),
                                        "low"))
                        .body(
                                new Body(
                                        List.of(
                                                new Body.Measure(
                                                        "waist_circumference_cm",
                                                        81.2,
                                                        4.6,
                                                        0.4,
                                                        "card",
                                                        true)),
                                        new Body.Shape("hourglass", 0.8)))
                        .build(),
                new Narrative(
                        language,
                        words.summary(),
                        words.claims(),
                        words.urgency(),
                        words.routine(),
                        words.questions(),
                        words.disclaimer(),
                        words.generator()),
                ACCEPTED.plusSeconds(2));
    }

    /// Of a capture that asked for the body alone.
    public static Outcome.Completed ofABodyAlone() {
        Outcome.Completed all = measuredIn("en");
        return new Outcome.Completed(
                all.subject(),
                all.analysis().toBuilder()
                        .findings(List.of())
                        .detectionLimit(null)
                        .skin(null)
                        .features(List.of())
                        .face(null)
                        .build(),
                all.report(),
                ACCEPTED.plusSeconds(2));
    }

    /// A body of four measures, of a person who agrees to training or doesn't.
    public static Outcome.Completed measured(boolean training) {
        Outcome.Completed all = ofABodyAlone();
        Outcome.Subject subject = all.subject();
        Consent consent = new Consent(1, true, false, training, false);
        List<Body.Measure> measures =
                List.of(
                        measure("height_cm", 172.4, "input"),
                        measure("chest_circumference_cm", 95.6, "card"),
                        measure("waist_circumference_cm", 75, "card"),
                        measure("hip_circumference_cm", 99.2, "card"));
        return new Outcome.Completed(
                new Outcome.Subject(
                        subject.taskId(),
                        subject.userId(),
                        subject.attempt(),
                        subject.reportVersion(),
                        consent,
                        subject.clientReference(),
                        subject.acceptedAt()),
                all.analysis().toBuilder()
                        .body(new Body(measures, new Body.Shape("hourglass", 0.8)))
                        .build(),
                all.report(),
                ACCEPTED.plusSeconds(2));
    }

    private static Body.Measure measure(String name, double value, String source) {
        return new Body.Measure(name, value, 4, 0.7, source, false);
    }

    public static Outcome.Completed withoutFindings() {
        var subject = subject();
        return new Outcome.Completed(
                subject,
                analysis(subject, List.of()),
                narrative("Nothing was detected.", "llm_unavailable"),
                ACCEPTED.plusSeconds(2));
    }

    /// What a client measured by itself.
    public static Outcome.Supplied supplied() {
        return new Outcome.Supplied(
                subject(),
                new ClientFigures(
                        Map.of("waist_circumference_cm", 75.0, "height_cm", 172.4),
                        new ClientFigures.Meta(
                                "mobile",
                                ACCEPTED,
                                "Phone 9",
                                null,
                                Map.of("pose", "v1.2"),
                                null,
                                null,
                                0.78)),
                ACCEPTED.plusMillis(5));
    }

    public static Outcome.Failed failed() {
        return failed(subject());
    }

    public static Outcome.Failed failed(Outcome.Subject subject) {
        return new Outcome.Failed(
                subject, new Reason("tries_used_up", "Three tries failed."), ACCEPTED);
    }

    public static Outcome.Rejected rejected() {
        return rejectedIn("en");
    }

    /// @param language of its words, which are English all the same
    public static Outcome.Rejected rejectedIn(String language) {
        var subject = subject();
        return new Outcome.Rejected(
                subject,
                new Reason("blurred", "The picture is blurred."),
                Analysis.builder(quality()).build(),
                ACCEPTED,
                language);
    }

    public static String artifactKey(TaskId task) {
        return task + "/overlay-image.png";
    }

    private static Analysis analysis(Outcome.Subject subject, List<Finding> findings) {
        return Analysis.builder(quality())
                .findings(findings)
                .detectionLimit(new DetectionLimit(12, null, 0.25))
                .skin(
                        new SkinTone(
                                18.3,
                                "tan",
                                new SkinTone.Lab(56.2, 13.1, 16.5),
                                6,
                                5,
                                "warm",
                                List.of(
                                        new SkinTone.Swatch(
                                                "#8B4B2F", "Chestnut", "high-contrast warm")),
                                false,
                                "low",
                                12_000))
                .artifacts(
                        List.of(
                                new Artifact(
                                        "overlay-image.png",
                                        "overlay",
                                        "image/png",
                                        artifactKey(subject.taskId()),
                                        "00",
                                        4)))
                .modelVersions(
                        List.of(new ModelVersion("lesion_detection", "lesion-net", "v0.1", "ab")))
                .timings(List.of(new Timing("decode", 3.5)))
                .degradations(List.of(new Degradation("no_scale", "No card was in the picture.")))
                .build();
    }

    private static Finding finding() {
        return new Finding(
                "F1",
                "image",
                "lesion",
                0.91,
                new Finding.Box(100, 120, 40, 50),
                List.of(List.of(100.0, 120.0), List.of(140.0, 120.0), List.of(120.0, 170.0)),
                1500,
                0.0012,
                List.of(),
                null,
                new Finding.Abcd(1, 3, List.of("light_brown", "dark_brown"), 0.4),
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Quality quality() {
        return new Quality(
                "normal",
                true,
                false,
                0.78,
                List.of(
                        new Quality.Check(
                                "image", "blurred", 41.5, 60, "variance", Quality.Verdict.WARN)),
                List.of("blurred"),
                List.of("Hold the phone still."));
    }

    private static Narrative narrative(String summary, @Nullable String fallback) {
        return new Narrative(
                "en",
                summary,
                List.of(
                        new Narrative.Claim(
                                "A brown spot with two shades.",
                                Narrative.Claim.Kind.OBSERVATION,
                                List.of("F1", "skin.ita")),
                        new Narrative.Claim(
                                "Take the picture again with a steady hand.",
                                Narrative.Claim.Kind.ADVICE,
                                List.of("quality.blurred"))),
                Narrative.Urgency.ROUTINE,
                new Narrative.Routine(
                        List.of("Sunscreen."), List.of("Mild cleanser."), List.of(), List.of()),
                List.of("Has the spot changed?"),
                "Decision support, not a diagnosis, not a medical device.",
                new Narrative.Generator(
                        fallback == null ? "llm" : "template",
                        "test",
                        "1",
                        "00",
                        1,
                        0,
                        0,
                        fallback));
    }
}
