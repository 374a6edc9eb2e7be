package io.dermflow.report.document;

import io.dermflow.events.Reason;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Body;
import io.dermflow.events.analysis.ClientFigures;
import io.dermflow.events.analysis.Face;
import io.dermflow.events.analysis.Quality;
import io.dermflow.events.analysis.SkinTone;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.report.result.Metrics;
import io.dermflow.report.result.StoredResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The report for a reader at a terminal or a printer: plain text, 80 columns, in the report's
/// language. Codes, names of models, and what the entry of somebody's own model says stay as they
/// are.
final class TextReport {

    private final StoredResult result;
    private final Wording wording;
    private final Figures figures;
    private final Page page = new Page();

    private TextReport(StoredResult result) {
        this.result = result;
        this.wording = Wording.of(result);
        this.figures = new Figures(wording);
    }

    static String of(StoredResult result) {
        TextReport report = new TextReport(result);
        report.write();
        return report.page.toString();
    }

    private void write() {
        page.title(wording.say("title"));
        page.paragraph(wording.say("capture", result.taskId(), result.acceptedAt()));
        page.paragraph(
                wording.say(
                        "state", wording.word(result.state().wireName()), result.reportVersion()));
        result.reason().ifPresent(this::writeReason);
        result.narrative().ifPresent(words -> writeSummary(words));
        result.analysis().ifPresent(this::writeAnalysis);
        result.clientFigures().ifPresent(this::writeClientFigures);
        result.narrative().ifPresent(this::writeAdvice);
        writeLimits();
    }

    private void writeReason(Reason reason) {
        page.heading(wording.say("reason"));
        String detail = reason.detail();
        page.paragraph(detail == null ? reason.code() : detail + " (" + reason.code() + ")");
    }

    private void writeSummary(Narrative words) {
        page.heading(wording.say("summary"));
        page.paragraph(words.summary());
        page.paragraph(wording.say("urgency", wording.word(words.urgency().wireName())));
    }

    private void writeAnalysis(Analysis analysis) {
        if (result.narrative().isPresent()) {
            writeFindings(analysis);
            writeSkin(analysis.skin());
            section("features", analysis.features().stream().map(figures::of).toList());
            Face face = analysis.face();
            section("face", face == null ? List.of() : figures.of(face));
            writeBody(analysis.body());
        }
        ShownQuality.of(result).ifPresent(this::writeQuality);
    }

    private void writeFindings(Analysis analysis) {
        page.heading(wording.say("findings"));
        // Where no skin was asked for, nobody waits for marks on it.
        if (analysis.detectionLimit() != null || MeasuredSkin.of(analysis) != null) {
            page.paragraph(
                    capital(wording.findings(analysis.findings(), analysis.detectionLimit()))
                            + ".");
        }
        page.list(analysis.findings().stream().map(figures::of).toList());
        result.narrative()
                .ifPresent(words -> page.list(claims(words, Narrative.Claim.Kind.OBSERVATION)));
    }

    private void writeSkin(@Nullable SkinTone skin) {
        if (skin == null) {
            return;
        }
        page.heading(wording.say("tone"));
        page.paragraph(figures.of(skin));
        page.list(
                skin.palette().stream()
                        .map(colour ->
                                wording.word(colour.name())
                                        + " "
                                        + colour.hex()
                                        + ": "
                                        + wording.reason(colour))
                        .toList());
    }

    private void writeBody(@Nullable Body body) {
        if (body == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        body.measures()
                .forEach(one -> lines.add(corrected(one.name()).orElseGet(() -> figures.of(one))));
        if (body.shape() != null) {
            lines.add(figures.of(body.shape()));
        }
        section("body", lines);
    }

    /// The line of a measure that somebody corrected.
    private Optional<String> corrected(String measure) {
        Metrics metrics = Metrics.of(result);
        return Optional.ofNullable(metrics.edits().byMeasure().get(measure))
                .map(edit -> figures.of(measure, edit, metrics.original().get(measure)));
    }

    private void writeClientFigures(ClientFigures own) {
        page.heading(wording.say("body"));
        page.paragraph(wording.say("client"));
        page.list(
                own.metrics().entrySet().stream()
                        .map(one ->
                                corrected(one.getKey())
                                        .orElseGet(() ->
                                                wording.say(
                                                        "client.measure",
                                                        wording.word(one.getKey()),
                                                        one.getValue())))
                        .toList());
    }

    private void writeQuality(Quality quality) {
        page.heading(wording.say("quality"));
        page.paragraph(
                wording.say(
                        "quality.overall",
                        quality.overallConfidence(),
                        wording.word(quality.policy())));
        page.list(quality.checks().stream().map(figures::of).toList());
        Stream.concat(
                        quality.problems().stream(),
                        quality.checks().stream()
                                .filter(check -> check.verdict() != Quality.Verdict.PASS)
                                .map(Quality.Check::code))
                .distinct()
                .flatMap(code -> wording.action(code).stream())
                .forEach(page::paragraph);
    }

    private void writeAdvice(Narrative words) {
        List<String> advice = new ArrayList<>(claims(words, Narrative.Claim.Kind.ADVICE));
        advice.addAll(claims(words, Narrative.Claim.Kind.CAVEAT));
        section("advice", advice);
        section("routine.morning", words.routine().morning());
        section("routine.evening", words.routine().evening());
        section("routine.weekly", words.routine().weekly());
        section("contraindications", words.routine().contraindications());
        section("questions", words.questions());
    }

    private void section(String key, List<String> items) {
        if (!items.isEmpty()) {
            page.heading(wording.say(key)).list(items);
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
        page.heading(wording.say("limits"));
        Completeness.of(result)
                .degradations()
                .forEach(one -> page.paragraph(one.code() + ": " + wording.limit(one)));
        page.paragraph(
                result.narrative().map(Narrative::disclaimer).orElseGet(wording::disclaimer));
        result.narrative().map(Narrative::generator).ifPresent(this::writeGenerator);
        result.analysis()
                .ifPresent(analysis ->
                        page.list(
                                analysis.modelVersions().stream()
                                        .map(model ->
                                                wording.say(
                                                        "model",
                                                        model.name(),
                                                        model.version(),
                                                        model.task()))
                                        .toList()));
    }

    private void writeGenerator(Narrative.Generator generator) {
        page.paragraph(
                wording.say(
                        "generator",
                        generator.kind(),
                        generator.model(),
                        generator.promptVersion()));
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
