package io.dermflow.stack.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The tables of `docs/METRICS.md`: our own metrics (`dermflow_`) and those of what we stand on.
public final class MetricsPage {

    /// @param type counter, gauge, timer or summary
    /// @param alertOn in words; empty where nobody need look
    /// @param rules the alerts that ask for it
    /// @param panel whether a person must look at a dashboard
    public record Row(
            String type, Set<String> labels, String alertOn, Set<String> rules, boolean panel) {}

    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\\| `([a-z0-9_]+)` \\| (counter|gauge|timer|summary) \\|([^|]*)\\|[^|]*"
                            + "\\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`");
    private static final Pattern RULE = Pattern.compile("`([A-Za-z]+)`");
    private static final List<String> PARTS = List.of("_count", "_sum", "_max");

    private MetricsPage() {}

    public static Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        ROW.matcher(Deployed.text("docs/METRICS.md"))
                .results()
                .forEach(row -> rows.put(row.group(1), row(row)));
        return rows;
    }

    /// The row's name of an exposed one: a timer or summary has parts.
    public static String rowOf(String exposed) {
        for (String part : PARTS) {
            if (exposed.endsWith(part)) {
                return exposed.substring(0, exposed.length() - part.length());
            }
        }
        return exposed;
    }

    private static Row row(MatchResult row) {
        return new Row(
                row.group(2),
                Deployed.all(LABEL, row.group(3)),
                row.group(4).strip(),
                Deployed.all(RULE, row.group(5)),
                row.group(5).contains("panel"));
    }
}
