package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.Profile.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which size of a brand fits, from its table and a person's measures with their uncertainty.
///
/// A size is possible by a measure when its range meets the measure's 95 % interval. The measure
/// that leaves the widest choice of sizes, or none, speaks for all: a size is never said to be
/// surer than the least sure measure.
final class SizeAdvice {

    private SizeAdvice() {}

    /// One sentence; empty when table and measures have nothing in common.
    static Optional<String> of(Catalogue.Item item, List<Measure> measures, StylePhrases phrases) {
        Optional<Range> least = Optional.empty();
        for (Measure measure : measures) {
            Optional<Range> range = range(item.sizeTable(), measure);
            if (range.isPresent() && least.filter(known -> !range.get().vaguer(known)).isEmpty()) {
                least = range;
            }
        }
        return least.map(range -> sentence(item, range, phrases));
    }

    /// @param first index of the smallest size possible; -1 when none is
    private record Range(Measure measure, int first, int last) {

        boolean vaguer(Range other) {
            return other.first >= 0 && (first < 0 || last - first > other.last - other.first);
        }
    }

    private static Optional<Range> range(List<Catalogue.Size> table, Measure measure) {
        int first = -1;
        int last = -1;
        boolean known = false;
        for (int i = 0; i < table.size(); i++) {
            List<Double> range = table.get(i).measures().get(measure.name());
            if (range != null) {
                known = true;
                if (meets(range, measure)) {
                    first = first < 0 ? i : first;
                    last = i;
                }
            }
        }
        return known ? Optional.of(new Range(measure, first, last)) : Optional.empty();
    }

    private static boolean meets(List<Double> range, Measure measure) {
        double half = uncertainty(measure);
        return measure.value() + half >= range.getFirst()
                && measure.value() - half <= range.getLast();
    }

    private static double uncertainty(Measure measure) {
        return measure.uncertainty() == null ? 0 : measure.uncertainty();
    }

    private static String sentence(Catalogue.Item item, Range range, StylePhrases phrases) {
        String name = phrases.measure(range.measure().name());
        String value = value(range.measure());
        List<Catalogue.Size> sizes = item.sizeTable();
        if (range.first() < 0) {
            return phrases.say("size_none", item.brand(), item.item(), name, value);
        }
        String smallest = sizes.get(range.first()).size();
        return range.first() == range.last()
                ? phrases.say("size_fits", item.brand(), item.item(), smallest, name, value)
                : phrases.say(
                        "size_between",
                        item.brand(),
                        item.item(),
                        smallest,
                        sizes.get(range.last()).size(),
                        name,
                        value);
    }

    /// For instance `75 ± 4`.
    private static String value(Measure measure) {
        String value = number(measure.value());
        return measure.uncertainty() == null
                ? value
                : value + " ± " + number(measure.uncertainty());
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
