package io.dermflow.report.document;

import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import java.util.Locale;

/// Measured things in one line each, with their units.
final class Figures {

    private static final int PERCENT = 100;

    private Figures() {}

    static String of(Finding finding) {
        StringBuilder line = new StringBuilder(place(finding));
        Finding.SizeMm size = finding.sizeMm();
        if (size != null) {
            line.append(format(", %.1f mm ± %.1f mm", size.value(), size.uncertainty()));
        }
        Finding.Abcd abcd = finding.abcd();
        if (abcd != null) {
            line.append(of(abcd));
        }
        for (Finding.ClassProbability guess : finding.classes()) {
            double percent = guess.probability() * PERCENT;
            line.append(format(", %s (%s) %.0f %%", guess.layName(), guess.code(), percent));
        }
        return line.append('.').toString();
    }

    private static String place(Finding finding) {
        Finding.Box box = finding.box();
        return format(
                "%s: %s, score %.2f, at (%.0f, %.0f), %.0f x %.0f px, %.2f %% of the picture",
                finding.id(),
                finding.label(),
                finding.score(),
                box.x(),
                box.y(),
                box.width(),
                box.height(),
                finding.areaFraction() * PERCENT);
    }

    private static String of(Finding.Abcd abcd) {
        String colours = abcd.colours().isEmpty() ? "none" : String.join(" ", abcd.colours());
        return format(
                ", asymmetry %d of 2, border %d of 8, colours %s",
                abcd.asymmetry(), abcd.border(), colours);
    }

    static String of(SkinTone skin) {
        String tone =
                format(
                        "ITA %.1f degrees (%s), L* %.1f a* %.1f b* %.1f, Monk %d (next %d),"
                                + " undertone %s.",
                        skin.ita(),
                        skin.itaClass(),
                        skin.lab().lightness(),
                        skin.lab().a(),
                        skin.lab().b(),
                        skin.monkBucket(),
                        skin.monkSecond(),
                        skin.undertone());
        String why = skin.calibrated() ? "" : ", because no colour card corrected the picture";
        return tone + " Confidence: " + skin.confidence() + why + ".";
    }

    static String of(Quality.Check check) {
        return format(
                "%s: %s, %.3g %s (limit %.3g)",
                check.code(),
                check.verdict().wireName(),
                check.value(),
                check.unit(),
                check.limit());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
