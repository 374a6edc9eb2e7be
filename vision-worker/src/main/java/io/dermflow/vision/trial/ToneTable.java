package io.dermflow.vision.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a model did, a line per tone group and one for all; figures that nothing is known of are
/// left out.
final class ToneTable {

    /// As `training/shared/groups.py`: of fewer a figure is no ground for any claim.
    private static final int ENOUGH = 30;

    /// Characters of a figure.
    private static final int NUMBER = 5;

    private ToneTable() {}

    /// @return nothing without pictures
    static List<String> of(List<Judged> judged) {
        if (judged.isEmpty()) {
            return List.of();
        }
        List<Figure> figures =
                Arrays.stream(Figure.values())
                        .filter(figure -> figure.of(judged).isPresent())
                        .toList();
        Map<String, List<Judged>> byTone = new TreeMap<>();
        judged.forEach(one -> byTone.computeIfAbsent(one.tone(), _ -> new ArrayList<>()).add(one));
        List<String> lines = new ArrayList<>();
        lines.add(
                line(
                        "tone",
                        "n",
                        figures.stream().map(figure -> cell(figure, figure.title())).toList()));
        byTone.forEach((tone, group) -> lines.add(line(tone, group, figures)));
        lines.add(line("all", judged, figures));
        return lines;
    }

    private static String line(String tone, List<Judged> group, List<Figure> figures) {
        String n = group.size() < ENOUGH ? group.size() + " (few)" : "" + group.size();
        return line(tone, n, figures.stream().map(figure -> cell(figure, group)).toList());
    }

    private static String cell(Figure figure, List<Judged> group) {
        var value = figure.of(group);
        return cell(figure, value.isPresent() ? "%.3f".formatted(value.getAsDouble()) : "-");
    }

    private static String cell(Figure figure, String text) {
        int width = Math.max(figure.title().length(), NUMBER);
        return text + " ".repeat(width - text.length());
    }

    private static String line(String tone, String n, List<String> cells) {
        return "%-10s %-8s   %s".formatted(tone, n, String.join("   ", cells)).stripTrailing();
    }
}
