package io.dermflow.report.document;

import io.dermflow.events.Reason;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.report.result.StoredResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The report for a reader at a terminal or a printer: plain text, 80 columns.
final class TextReport {

    private final StoredResult result;
    private final Page page = new Page();

    private TextReport(StoredResult result) {
        this.result = result;
    }

    static String of(StoredResult result) {
        TextReport report = new TextReport(result);
        report.write();
        return report.page.toString();
    }

    private void write() {
        page.title("Dermflow report");
        page.paragraph("Capture " + result.taskId() + ", accepted " + result.acceptedAt() + ".");
        page.paragraph(
                "State: "
                        + result.state().wireName()
                        + ", report version "
                        + result.reportVersion()
                        + ".");
        result.reason().ifPresent(this::writeReason);
        result.narrative().ifPresent(words -> writeSummary(words));
        result.analysis().ifPresent(this::writeAnalysis);
        result.narrative().ifPresent(this::writeAdvice);
        writeLimits();
    }

    private void writeReason(Reason reason) {
        page.heading("Why there is no result");
        String detail = reason.detail();
        page.paragraph(detail == null ? reason.code() : detail + " (" + reason.code() + ")");
    }

    private void writeSummary(Narrative words) {
        page.heading("Summary");
        page.paragraph(words.summary());
        page.paragraph("Urgency: " + words.urgency().wireName() + ".");
    }

    private void writeAnalysis(Analysis analysis) {
        if (result.narrative().isPresent()) {
            writeFindings(analysis);
            writeSkin(analysis.skin());
        }
        writeQuality(analysis.quality());
    }

    private void writeFindings(Analysis analysis) {
        page.heading("What was seen");
        page.paragraph(
                capital(Wording.findings(analysis.findings(), analysis.detectionLimit())) + ".");
        page.list(analysis.findings().stream().map(Figures::of).toList());
        result.narrative()
                .ifPresent(words -> page.list(claims(words, Narrative.Claim.Kind.OBSERVATION)));
    }

    private void writeSkin(@Nullable SkinTone skin) {
        if (skin == null) {
            return;
        }
        page.heading("Skin tone");
        page.paragraph(Figures.of(skin));
        page.list(
                skin.palette().stream()
                        .map(colour -> colour.name() + " " + colour.hex() + ": " + colour.reason())
                        .toList());
    }

    private void writeQuality(Quality quality) {
        page.heading("Quality of the picture");
        page.paragraph(
                String.format(
                        Locale.ROOT,
                        "Overall confidence %.2f, policy %s.",
                        quality.overallConfidence(),
                        quality.policy()));
        page.list(quality.checks().stream().map(Figures::of).toList());
        quality.actions().forEach(page::paragraph);
    }

    private void writeAdvice(Narrative words) {
        List<String> advice = new ArrayList<>(claims(words, Narrative.Claim.Kind.ADVICE));
        advice.addAll(claims(words, Narrative.Claim.Kind.CAVEAT));
        section("Advice", advice);
        section("Routine in the morning", words.routine().morning());
        section("Routine in the evening", words.routine().evening());
        section("Routine once a week", words.routine().weekly());
        section("Better not", words.routine().contraindications());
        section("Questions for a clinician", words.questions());
    }

    private void section(String heading, List<String> items) {
        if (!items.isEmpty()) {
            page.heading(heading).list(items);
        }
    }

    private static List<String> claims(Narrative words, Narrative.Claim.Kind kind) {
        return words.claims().stream()
                .filter(claim -> claim.kind() == kind)
                .map(claim ->
                        claim.evidence().isEmpty()
                                ? claim.text()
                                : claim.text() + " [" + String.join(", ", claim.evidence()) + "]")
                .toList();
    }

    private void writeLimits() {
        page.heading("Limits");
        Completeness.of(result)
                .degradations()
                .forEach(one -> page.paragraph(one.code() + ": " + one.detail()));
        page.paragraph(result.narrative().map(Narrative::disclaimer).orElse(Wording.DISCLAIMER));
        result.narrative().map(Narrative::generator).ifPresent(this::writeGenerator);
        result.analysis()
                .ifPresent(analysis ->
                        page.list(
                                analysis.modelVersions().stream()
                                        .map(model ->
                                                "Model "
                                                        + model.name()
                                                        + " "
                                                        + model.version()
                                                        + " ("
                                                        + model.task()
                                                        + ")")
                                        .toList()));
    }

    private void writeGenerator(Narrative.Generator generator) {
        page.paragraph(
                "Written by: "
                        + generator.kind()
                        + " "
                        + generator.model()
                        + ", prompt "
                        + generator.promptVersion()
                        + ".");
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
