package io.dermflow.imaging.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The coefficients that `training/body/fit.py` fitted on ANSUR II: 6,068 soldiers of 17 to 58
/// years, no children, hardly anyone obese.
final class Regression {

    private static final String FILE = "regression.csv";
    private static final Map<String, List<Double>> ROWS = read();

    private Regression() {}

    /// @param noisy inputs read off a picture rather than measured by tape
    static Coefficients of(String view, BodyTarget target, Sex sex, boolean noisy) {
        var asked = sex == Sex.UNKNOWN ? "" : "_sex";
        return noisy
                ? coefficients(view, target, "noisy_", "noisy_weights" + asked)
                : coefficients(view, target, "", "weights" + asked);
    }

    /// Standard deviation of the held-out error with inputs as by tape, centimetres.
    static double residual(String view, BodyTarget target, Sex sex) {
        return row(view, target, "residual").get(sex == Sex.UNKNOWN ? 0 : 1);
    }

    static List<Double> least(String view, BodyTarget target) {
        return row(view, target, "least");
    }

    static List<Double> most(String view, BodyTarget target) {
        return row(view, target, "most");
    }

    private static Coefficients coefficients(
            String view, BodyTarget target, String prefix, String weights) {
        return new Coefficients(
                row(view, target, prefix + "mean"),
                row(view, target, prefix + "deviation"),
                row(view, target, weights));
    }

    private static List<Double> row(String view, BodyTarget target, String kind) {
        var key = key(view, target.fileName(), kind);
        return Objects.requireNonNull(ROWS.get(key), () -> FILE + " lacks " + key);
    }

    private static String key(String view, String target, String kind) {
        return view + "," + target + "," + kind;
    }

    private static Map<String, List<Double>> read() {
        try (InputStream file =
                Objects.requireNonNull(Regression.class.getResourceAsStream(FILE), FILE)) {
            Map<String, List<Double>> rows = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(",")))
                    .forEach(cells ->
                            rows.put(
                                    key(cells.get(0), cells.get(1), cells.get(2)),
                                    numbers(cells.subList(3, cells.size()))));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static List<Double> numbers(List<String> cells) {
        return cells.stream().map(Double::valueOf).toList();
    }
}
