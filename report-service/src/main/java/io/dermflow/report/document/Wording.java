package io.dermflow.report.document;

import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.DetectionLimit;
import io.dermflow.events.analysis.Finding;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.events.narrative.RetakeActions;
import io.dermflow.report.result.StoredResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fixed sentences of every form of the result in one language, from
/// `report/wording_<language>.properties`. Numbers are written as the language writes them.
final class Wording {

    private static final String FILES = "report.wording_";
    private static final int DIGITS = 3;
    private static final double WHOLE = 100;

    private final ResourceBundle sentences;
    private final RetakeActions actions;
    private final Locale locale;

    private Wording(ReportLanguage language) {
        this.sentences = ResourceBundle.getBundle(FILES + language.tag(), Locale.ROOT);
        this.actions = RetakeActions.in(language);
        this.locale = language.locale();
    }

    static Wording in(ReportLanguage language) {
        return new Wording(language);
    }

    /// In the language of the result's own words; English where there are none, or none of ours.
    static Wording of(StoredResult result) {
        return in(result.language().flatMap(ReportLanguage::of).orElse(ReportLanguage.EN));
    }

    String say(String key, @Nullable Object... values) {
        return String.format(locale, sentences.getString(key), values);
    }

    /// With three significant digits, whole where it has more before the point.
    String number(double value) {
        var rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        NumberFormat form = NumberFormat.getNumberInstance(locale);
        form.setGroupingUsed(false);
        form.setMaximumFractionDigits(Math.max(0, rounded.scale()));
        return form.format(value >= WHOLE ? Math.rint(value) : rounded);
    }

    /// A measured word (`left_cheek`, `Dark Winter`); one that is not known stays as it is.
    String word(String name) {
        String key = "word." + name.toLowerCase(Locale.ROOT).replace(' ', '_');
        return sentences.containsKey(key) ? sentences.getString(key) : name.replace('_', ' ');
    }

    /// What a person would call a class of the shipped classifier; of another classifier, what its
    /// own entry calls it.
    String diagnosis(Finding.ClassProbability one) {
        String key = "diagnosis." + one.name().toLowerCase(Locale.ROOT);
        return sentences.containsKey(key) ? sentences.getString(key) : one.layName();
    }

    /// Why a colour suits, clause by clause.
    String reason(SkinTone.Swatch colour) {
        return Arrays.stream(colour.reason().split("; "))
                .map(this::word)
                .collect(Collectors.joining("; "));
    }

    /// What the result lacks, by its code; a code that is not known says what it says in English.
    String limit(Degradation lacking) {
        String key = "limit." + lacking.code();
        return sentences.containsKey(key)
                ? say(key, lacking.detail())
                : action(lacking.code()).orElse(lacking.detail());
    }

    /// What to do about a check that did not pass.
    Optional<String> action(String code) {
        return actions.of(code);
    }

    String words(List<String> names) {
        return String.join(", ", names.stream().map(this::word).toList());
    }

    String disclaimer() {
        return sentences.getString("disclaimer");
    }

    /// What the list of findings means. An empty one never means "healthy".
    String findings(List<Finding> findings, @Nullable DetectionLimit limit) {
        if (limit == null) {
            return say("findings.nodetector");
        }
        return findings.isEmpty()
                ? say("findings.none", above(limit))
                : say("findings.some", findings.size(), above(limit));
    }

    private String above(DetectionLimit limit) {
        String size = say("findings.size", limit.minDiameterPx());
        if (limit.minDiameterMm() != null) {
            size += String.format(locale, " (%.1f mm)", limit.minDiameterMm());
        }
        return say("findings.above", size, limit.minScore());
    }
}
