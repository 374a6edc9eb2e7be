package io.dermflow.report.document;

import static io.dermflow.report.parts.Topics.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.events.Outcome;
import io.dermflow.events.TaskId;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.parts.Http;
import io.dermflow.report.parts.Outcomes;
import io.dermflow.report.parts.ReportServiceTest;
import io.dermflow.report.parts.Topics;
import io.dermflow.report.result.StoredResults;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What a measuring step says in English comes out in the report's language.
@ReportServiceTest
class TextReportLanguageTest {

    private static final Finding.ClassProbability MELANOMA =
            new Finding.ClassProbability("C43.9", "MEL", "melanoma, a skin cancer", 0.62);
    private static final SkinTone.Swatch SWATCH =
            new SkinTone.Swatch(
                    "#a0707a",
                    "ice blue",
                    "cool hue for a cool undertone; bright, so that it stands out from deep skin");
    private static final Degradation LACKING =
            new Degradation("no_scale", "Without a scale no size in millimetres is known.");
    private static final String ACTION = "Hold the camera still and let it focus on the skin.";

    @Autowired private Topics topics;
    @Autowired private StoredResults results;
    @Autowired private Http http;

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void whatIsMeasuredIsSaidInTheReportsLanguage(ReportLanguage language) {
        Outcome.Completed outcome = measured(language);
        TaskId task = outcome.subject().taskId();
        topics.publish(outcome);
        awaitThat(() -> results.findById(task.value()).isPresent());

        String text =
                http.get(
                                "/api/v1/captures/" + task + "/report",
                                Tokens.user(outcome.subject().userId(), "user"),
                                "Accept",
                                "text/plain")
                        .text()
                        .replaceAll("\\s+", " ");

        List<String> english =
                List.of(
                        MELANOMA.layName(),
                        SWATCH.name(),
                        SWATCH.reason(),
                        LACKING.detail(),
                        ACTION,
                        "degrees");
        if (language == ReportLanguage.EN) {
            assertThat(text).contains(MELANOMA.layName(), SWATCH.reason(), LACKING.detail());
        } else {
            assertThat(text).doesNotContain(english);
        }
        assertThat(text).contains("C43.9", SWATCH.hex(), LACKING.code());
    }

    @ParameterizedTest
    @EnumSource(ReportLanguage.class)
    void whyACaptureWasRejectedIsSaidInTheLanguageOfItsWords(ReportLanguage language) {
        Outcome.Rejected outcome = Outcomes.rejectedIn(language.tag());
        TaskId task = outcome.subject().taskId();
        topics.publish(outcome);
        awaitThat(() -> results.findById(task.value()).isPresent());
        String owner = Tokens.user(outcome.subject().userId(), "user");
        Wording wording = Wording.in(language);

        var text = http.get("/api/v1/captures/" + task + "/report", owner, "Accept", "text/plain");
        var json = http.get("/api/v1/captures/" + task + "/results", owner);

        assertThat(text.text())
                .contains(wording.say("title"), wording.say("reason"), outcome.reason().detail());
        assertThat(json.json().at("/disclaimer").asString()).isEqualTo(wording.disclaimer());
        assertThat(json.json().at("/reason/code").asString()).isEqualTo("blurred");
        assertThat(List.of(text.header("Content-Language"), json.header("Content-Language")))
                .containsOnly(language.tag());
    }

    private static Outcome.Completed measured(ReportLanguage language) {
        Outcome.Completed plain = Outcomes.measuredIn(language.tag());
        Analysis analysis = plain.analysis();
        Finding finding = analysis.findings().getFirst();
        SkinTone tone = Objects.requireNonNull(analysis.skin());
        return new Outcome.Completed(
                plain.subject(),
                analysis.toBuilder()
                        .quality(blurred(analysis.quality()))
                        .findings(List.of(finding.classified(List.of(MELANOMA), 0.5, List.of())))
                        .skin(
                                new SkinTone(
                                        tone.ita(),
                                        tone.itaClass(),
                                        tone.lab(),
                                        tone.monkBucket(),
                                        tone.monkSecond(),
                                        "cool",
                                        List.of(SWATCH),
                                        false,
                                        "low",
                                        tone.sampledPixels()))
                        .degradations(List.of(LACKING))
                        .build(),
                plain.report(),
                plain.at());
    }

    private static Quality blurred(Quality quality) {
        return new Quality(
                quality.policy(),
                quality.lightingOk(),
                quality.cardDetected(),
                quality.overallConfidence(),
                List.of(
                        new Quality.Check(
                                "image", "blur", 8.1, 12, "variance", Quality.Verdict.WARN),
                        new Quality.Check(
                                "image",
                                "large_face_angle",
                                17,
                                15,
                                "degrees",
                                Quality.Verdict.WARN)),
                List.of(),
                List.of(ACTION));
    }
}
