package io.dermflow.llm.narrative;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A number in a sentence, how exactly it is written, and the unit behind it.
///
/// @param tolerance half a unit of its last digit
/// @param unit `%`, `mm`, `cm`, `px`, `degrees`, `foreign` for one that no fact has; null for none
record Quantity(double value, double tolerance, @Nullable String unit) {

    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(\\d{1,12}(?:[\\u00a0\\u202f' ]\\d{3})*)(?:[.,](\\d{1,9}))?"
                            + "[\\u00a0\\u202f ]?(%|\u2030|\u00b0|[\\p{L}\u00b5\u03bc]{1,14}\\b)?",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("%", "%"),
                    Map.entry("percent", "%"),
                    Map.entry("prozent", "%"),
                    Map.entry("por", "%"),
                    Map.entry("pour", "%"),
                    Map.entry("mm", "mm"),
                    Map.entry("millimetre", "mm"),
                    Map.entry("millimetres", "mm"),
                    Map.entry("millimeter", "mm"),
                    Map.entry("millimeters", "mm"),
                    Map.entry("millimetern", "mm"),
                    Map.entry("milímetros", "mm"),
                    Map.entry("millimètres", "mm"),
                    Map.entry("cm", "cm"),
                    Map.entry("centimetre", "cm"),
                    Map.entry("centimetres", "cm"),
                    Map.entry("centimeter", "cm"),
                    Map.entry("centimeters", "cm"),
                    Map.entry("zentimeter", "cm"),
                    Map.entry("centímetros", "cm"),
                    Map.entry("centimètres", "cm"),
                    Map.entry("px", "px"),
                    Map.entry("pixel", "px"),
                    Map.entry("pixels", "px"),
                    Map.entry("pixeln", "px"),
                    Map.entry("píxeles", "px"),
                    Map.entry("píxeis", "px"),
                    Map.entry("°", "degrees"),
                    Map.entry("degrees", "degrees"),
                    Map.entry("grad", "degrees"),
                    Map.entry("grados", "degrees"),
                    Map.entry("degrés", "degrees"),
                    Map.entry("graus", "degrees"));

    /// Units of length, weight, time, concentration and the like that no fact has.
    private static final Pattern FOREIGN =
            Pattern.compile(
                    "‰|m|km|nm|µm|μm|um|in|inch(?:es)?|ft|foot|feet|yards?|mg|g|kg|µg|μg|mcg|ml|l|cl|iu|ui"
                            + "|ie|ppm|lbs?|pounds?|oz|years?|months?|weeks?|days?|hours?|hrs?|minutes?|min"
                            + "|seconds?|times|jahren?|monaten?|wochen?|tagen?|stunden?|minuten|mal|años"
                            + "|meses|semanas?|días?|horas?|minutos|veces|ans|mois|semaines?|jours?|heures?"
                            + "|fois|anos|dias?|vezes|metres?|meters?|metern?|metros|mètres|gramm|gramos"
                            + "|grammes|gramas|spf|x",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /// Every number of a sentence, whatever script its digits are of; those inside labels such as
    /// `F1` are none.
    static List<Quantity> in(String text) {
        List<Quantity> quantities = new ArrayList<>();
        Matcher numbers = NUMBER.matcher(withPlainDigits(text));
        while (numbers.find()) {
            String whole = numbers.group(1).replaceAll("\\D", "");
            String decimals = numbers.group(2);
            double value = Double.parseDouble(decimals == null ? whole : whole + "." + decimals);
            double lastDigit = Math.pow(10, decimals == null ? 0 : -decimals.length());
            quantities.add(new Quantity(value, lastDigit / 2 + 1e-9, unit(numbers.group(3))));
        }
        return quantities;
    }

    private static String withPlainDigits(String text) {
        return text.codePoints()
                .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static @Nullable String unit(@Nullable String word) {
        if (word == null) {
            return null;
        }
        String known = UNITS.get(word.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return FOREIGN.matcher(word).matches() ? "foreign" : null;
    }
}
