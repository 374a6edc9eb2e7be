package io.dermflow.report.document;

import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinFeature;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.report.result.Edit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measured things in one line each, with their units, in one language.
final class Figures {

    private static final int PERCENT = 100;
    private static final String LOW = "low";

    /// The one picture of a simple capture.
    private static final String ONLY = "image";

    private final Wording wording;

    Figures(Wording wording) {
        this.wording = wording;
    }

    String of(Finding finding) {
        List<String> parts = new ArrayList<>();
        parts.add(place(finding));
        Finding.SizeMm size = finding.sizeMm();
        if (size != null) {
            parts.add(wording.say("finding.size", size.value(), size.uncertainty()));
        }
        Finding.Abcd abcd = finding.abcd();
        if (abcd != null) {
            parts.add(of(abcd));
        }
        for (Finding.ClassProbability guess : finding.classes()) {
            double percent = guess.probability() * PERCENT;
            parts.add(
                    wording.say("finding.class", wording.diagnosis(guess), guess.code(), percent));
        }
        return String.join(", ", parts) + ".";
    }

    private String place(Finding finding) {
        Finding.Box box = finding.box();
        return wording.say(
                "finding.place",
                finding.id(),
                wording.word(finding.label()),
                finding.score(),
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                finding.areaFraction() * PERCENT);
    }

    private String of(Finding.Abcd abcd) {
        List<String> colours = abcd.colours().isEmpty() ? List.of("none") : abcd.colours();
        return wording.say("finding.abcd", abcd.asymmetry(), abcd.border(), wording.words(colours));
    }

    String of(SkinTone skin) {
        String tone =
                wording.say(
                        "tone.figures",
                        skin.ita(),
                        wording.word(skin.itaClass()),
                        skin.lab().lightness(),
                        skin.lab().a(),
                        skin.lab().b(),
                        skin.monkBucket(),
                        skin.monkSecond(),
                        wording.word(skin.undertone()));
        String key = skin.calibrated() ? "confidence" : "confidence.uncalibrated";
        return tone + " " + wording.say(key, wording.word(skin.confidence()));
    }

    String of(SkinFeature feature) {
        String line =
                wording.say(
                        "feature",
                        wording.word(feature.region()),
                        wording.word(feature.feature()),
                        feature.score());
        if (feature.direction().equals("higher_is_better")) {
            line += " " + wording.say("feature.better");
        }
        return feature.confidence().equals(LOW) ? line + "; " + wording.say("low") : line;
    }

    List<String> of(Face face) {
        return List.of(
                wording.say("face.shape", wording.word(face.shape()), face.shapeScore()),
                wording.say("face.season", wording.word(face.season())),
                wording.say("confidence", wording.word(face.confidence())));
    }

    String of(Body.Measure measure) {
        String line =
                wording.say(
                        "body.measure",
                        wording.word(measure.name()),
                        measure.value(),
                        measure.uncertainty(),
                        wording.word(measure.source()));
        return measure.lowConfidence() ? line + "; " + wording.say("body.low") : line;
    }

    String of(String measure, Edit edit, @Nullable Double measured) {
        String line = wording.say("body.edited", wording.word(measure), edit.value(), measured);
        return edit.approved() ? line : line + "; " + wording.say("body.edited.open");
    }

    String of(Body.Shape shape) {
        return wording.say("body.shape", wording.word(shape.type()), shape.confidence());
    }

    String of(Quality.Check check) {
        return wording.say(
                "quality.check",
                check.image().equals(ONLY) ? check.code() : check.image() + ", " + check.code(),
                wording.word(check.verdict().wireName()),
                amount(check.value(), check.unit()),
                amount(check.limit(), check.unit()));
    }

    /// A share is written in percent.
    private String amount(double value, String unit) {
        return unit.equals("share")
                ? wording.number(value * PERCENT) + " %"
                : wording.number(value) + " " + wording.word(unit);
    }
}
