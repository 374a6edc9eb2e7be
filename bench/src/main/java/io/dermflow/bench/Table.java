package io.dermflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Figures of one question: printed as text, kept as JSON.
final class Table {

    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(title + " has " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /// Says the row as well, for a table that takes an hour and may be stopped.
    void rowAtOnce(Object... cells) {
        row(cells);
        System.err.println(
                IntStream.range(0, cells.length)
                        .mapToObj(i -> columns.get(i) + " " + word(cells[i]))
                        .collect(Collectors.joining(", ")));
    }

    String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Table::word).toList()));
        int[] widths =
                IntStream.range(0, columns.size())
                        .map(i ->
                                lines.stream()
                                        .mapToInt(line -> line.get(i).length())
                                        .max()
                                        .orElse(0))
                        .toArray();
        return "\n"
                + title
                + "\n"
                + lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining());
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String format = i == 0 ? "%-" + widths[i] + "s" : "  %" + widths[i] + "s";
            text.append(String.format(Locale.ROOT, format, line.get(i)));
        }
        return text.append('\n').toString();
    }

    private static String word(Object cell) {
        return switch (cell) {
            case Double number -> String.format(Locale.ROOT, "%.2f", number);
            default -> String.valueOf(cell);
        };
    }

    ObjectNode json() {
        ObjectNode table = JsonNodeFactory.instance.objectNode().put("title", title);
        ArrayNode all = table.putArray("rows");
        for (List<Object> row : rows) {
            ObjectNode object = all.addObject();
            for (int i = 0; i < columns.size(); i++) {
                switch (row.get(i)) {
                    case Double number -> object.put(columns.get(i), number);
                    case Integer number -> object.put(columns.get(i), number);
                    case Long number -> object.put(columns.get(i), number);
                    default -> object.put(columns.get(i), String.valueOf(row.get(i)));
                }
            }
        }
        return table;
    }
}
