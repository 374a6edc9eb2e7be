package io.dermflow.stack.endtoend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The spans of one trace as a tree.
record Trace(List<Span> spans) {

    /// @param parent empty for the root
    record Span(
            String traceId,
            String id,
            String parent,
            String service,
            String kind,
            String name,
            long startNanos,
            long endNanos) {

        String label() {
            return service + " " + kind + " " + name;
        }
    }

    Trace {
        spans = spans.stream().sorted(Comparator.comparingLong(Span::startNanos)).toList();
    }

    Set<String> labels() {
        return spans.stream().map(Span::label).collect(Collectors.toSet());
    }

    /// The same without the events about progress, of which there is one a step.
    Trace withoutProgress() {
        return new Trace(
                spans.stream()
                        .filter(span -> !span.name().contains("skin_analysis_progress"))
                        .toList());
    }

    /// The spans whose parent has not come.
    List<String> tops() {
        return topSpans().stream().map(Span::label).toList();
    }

    /// The labels from the top down to the first span of that label.
    List<String> way(String label) {
        Map<String, Span> byId = byId();
        List<String> way = new ArrayList<>();
        Span at =
                spans.stream().filter(span -> span.label().equals(label)).findFirst().orElse(null);
        while (at != null) {
            way.addFirst(at.label());
            at = byId.get(at.parent());
        }
        return way;
    }

    /// A line for each span, indented below its parent: begin and length in milliseconds.
    String text() {
        var text = new StringBuilder();
        long begin = spans.isEmpty() ? 0 : spans.getFirst().startNanos();
        topSpans().forEach(top -> print(top, 0, begin, text));
        return text.toString();
    }

    private void print(Span span, int depth, long begin, StringBuilder text) {
        text.append(
                String.format(
                        "%6d %6d  %s%s%n",
                        (span.startNanos() - begin) / 1_000_000,
                        (span.endNanos() - span.startNanos()) / 1_000_000,
                        "  ".repeat(depth),
                        span.label()));
        spans.stream()
                .filter(child -> child.parent().equals(span.id()))
                .forEach(child -> print(child, depth + 1, begin, text));
    }

    private List<Span> topSpans() {
        Map<String, Span> byId = byId();
        return spans.stream().filter(span -> !byId.containsKey(span.parent())).toList();
    }

    private Map<String, Span> byId() {
        return spans.stream().collect(Collectors.toMap(Span::id, Function.identity(), (a, _) -> a));
    }
}
