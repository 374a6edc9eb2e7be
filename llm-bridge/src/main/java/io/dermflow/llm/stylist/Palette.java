package io.dermflow.llm.stylist;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The colours that go together.
///
/// @param character in words, for instance `deep, cool`
/// @param metal `gold` or `silver`; empty when either does
record Palette(String character, String metal, List<Colour> colours) {

    Palette {
        colours = List.copyOf(colours);
    }

    List<Colour> neutrals() {
        return colours.stream().filter(Colour::neutral).toList();
    }

    List<Colour> accents() {
        return colours.stream().filter(colour -> !colour.neutral()).toList();
    }

    Optional<Colour> named(String name) {
        return colours.stream().filter(colour -> colour.name().equalsIgnoreCase(name)).findFirst();
    }

    /// The colour whose name stands in a text.
    Optional<Colour> mentionedIn(String text) {
        String words = text.toLowerCase(Locale.ROOT);
        return colours.stream()
                .filter(colour -> words.contains(colour.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// CIE76 to the nearest colour.
    double distance(String hex) {
        return colours.stream()
                .map(colour -> Colour.distance(hex, colour.hex()))
                .min(Comparator.naturalOrder())
                .orElse(Double.MAX_VALUE);
    }
}
