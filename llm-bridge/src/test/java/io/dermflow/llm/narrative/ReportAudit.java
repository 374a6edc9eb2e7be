package io.dermflow.llm.narrative;

import io.dermflow.events.EventCodec;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.narrative.Narrative;
import io.dermflow.events.narrative.Narrative.Urgency;
import io.dermflow.llm.InjectionStrings;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Says what is wrong with a finished report, by rules of its own: it shares no code with the check
/// that made the report.
final class ReportAudit {

    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\d.,])\\d+(?:[.,](\\d+))?");
    private static final Pattern FORBIDDEN =
            Pattern.compile(
                    "(?iu)melanom|carcinom|karzinom|eczema|ekzem|rosacea|psoria|infecti|infekt"
                            + "|healthy|all clear|harmless|nothing to worry|gesund|harmlos|sano\\b"
                            + "|inofensiv|inoffensi|saudável|\\bsain\\b|tablet|comprimid|comprimé"
                            + "|tretino|cortison|\\d\\s?mg\\b");
    private static final Pattern CONTACT =
            Pattern.compile("[\\w.]+@\\w+\\.\\w+|\\+\\d[\\d ]{7,}|\\w\\.example\\b|ftp:|mailto");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\ufffd]");
    private static final Set<String> GEOMETRY = Set.of("box", "area_px", "timings", "artifacts");

    /// Ends of scales that sentences name: two axes, eight edge sections, scores from 0 to 100.
    private static final List<Double> SCALES = List.of(0.0, 2.0, 8.0, 100.0);

    private ReportAudit() {}

    static List<String> faults(Narrative report, Analysis analysis, Urgency least) {
        List<String> faults = new ArrayList<>();
        JsonNode json = EventCodec.mapper().valueToTree(report);
        if (!whole(json)) {
            faults.add("incomplete: " + json);
        }
        Set<String> ids = ids(analysis);
        report.claims().stream()
                .filter(claim -> !ids.containsAll(claim.evidence()))
                .forEach(claim -> faults.add("unknown evidence: " + claim));
        List<Double> figures = new ArrayList<>(SCALES);
        collect(EventCodec.mapper().valueToTree(analysis), figures);
        report.claims().stream()
                .flatMap(claim -> NUMBER.matcher(claim.text()).results())
                .filter(number -> !measured(number, figures))
                .forEach(number -> faults.add("foreign number: " + number.group()));
        texts(report).forEach(text -> faults.addAll(faultsOf(text)));
        if (report.urgency().compareTo(least) < 0) {
            faults.add("urgency lowered to " + report.urgency());
        }
        return faults;
    }

    /// Everything that a model could have written.
    static Stream<String> texts(Narrative report) {
        return Stream.concat(
                Stream.concat(
                        Stream.of(report.summary()),
                        report.claims().stream().map(Narrative.Claim::text)),
                report.questions().stream());
    }

    private static boolean whole(JsonNode json) {
        boolean claims = json.path("claims").isArray() && !json.path("claims").isEmpty();
        for (JsonNode claim : json.path("claims")) {
            claims &= !claim.path("text").asString("").isBlank();
            claims &=
                    Set.of("observation", "advice", "caveat")
                            .contains(claim.path("kind").asString(""));
            // General advice, and that a measure is missing, rest on nothing measured.
            claims &=
                    claim.path("evidence").isArray()
                            && (!claim.path("evidence").isEmpty()
                                    || !claim.path("kind").asString("").equals("observation"));
        }
        return claims
                && Stream.of("language", "summary", "urgency", "disclaimer")
                        .noneMatch(name -> json.path(name).asString("").isBlank())
                && Stream.of("morning", "evening", "weekly", "contraindications")
                        .allMatch(name -> json.path("routine").path(name).isArray())
                && json.path("questions").isArray()
                && Set.of("llm", "template").contains(json.at("/generator/kind").asString(""));
    }

    private static Set<String> ids(Analysis analysis) {
        Set<String> ids = new HashSet<>();
        analysis.findings().forEach(one -> ids.add(one.id()));
        analysis.features()
                .forEach(one -> ids.add("features." + one.region() + "." + one.feature()));
        analysis.regions().stream()
                .flatMap(one -> one.figures().stream())
                .forEach(figure -> ids.add("regions." + figure.feature()));
        analysis.quality().checks().forEach(one -> ids.add("quality." + one.code()));
        if (analysis.detectionLimit() != null) {
            ids.add("detection_limit");
        }
        if (analysis.skin() != null) {
            Stream.of("ita", "monk", "undertone", "confidence", "palette")
                    .forEach(one -> ids.add("skin." + one));
        }
        if (analysis.face() != null) {
            ids.addAll(Set.of("face.shape", "face.season", "face.features"));
        }
        var body = analysis.body();
        if (body != null) {
            body.measures().forEach(one -> ids.add("metrics." + one.name()));
            ids.add("shape");
        }
        return ids;
    }

    /// Every number of the analysis, shares also in percent.
    private static void collect(JsonNode node, List<Double> figures) {
        if (node.isNumber()) {
            figures.add(node.asDouble());
            figures.add(node.asDouble() * 100);
        }
        if (node.path("colours").isArray()) {
            figures.add((double) node.path("colours").size());
        }
        node.propertyStream()
                .filter(member -> !GEOMETRY.contains(member.getKey()))
                .forEach(member -> collect(member.getValue(), figures));
        if (node.isArray()) {
            node.forEach(item -> collect(item, figures));
        }
    }

    private static boolean measured(MatchResult number, List<Double> figures) {
        double value = Double.parseDouble(number.group().replace(',', '.'));
        int digits = number.group(1) == null ? 0 : number.group(1).length();
        double rounding = Math.pow(10, -digits) / 2 + 1e-6;
        return figures.stream().anyMatch(figure -> Math.abs(figure - value) <= rounding);
    }

    private static List<String> faultsOf(String text) {
        List<String> faults = new ArrayList<>(InjectionStrings.activeIn(text));
        Stream.of(FORBIDDEN, CONTACT, INVISIBLE)
                .filter(pattern -> pattern.matcher(text).find())
                .forEach(_ -> faults.add("forbidden: " + text));
        if (text.indexOf(0) >= 0 || !encodable(text) || text.length() > 4_000) {
            faults.add("not storable");
        }
        return faults;
    }

    private static boolean encodable(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException loneSurrogate) {
            return false;
        }
    }
}
