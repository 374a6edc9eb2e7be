package io.dermflow.llm.profile;

import java.util.Locale;
import java.util.Optional;

/// The twelve colour seasons, by the names that a result gives them.
public enum Season {
    LIGHT_SPRING,
    WARM_SPRING,
    BRIGHT_SPRING,
    LIGHT_SUMMER,
    COOL_SUMMER,
    MUTED_SUMMER,
    DARK_AUTUMN,
    WARM_AUTUMN,
    MUTED_AUTUMN,
    DARK_WINTER,
    COOL_WINTER,
    BRIGHT_WINTER;

    /// Title case, for instance `Dark Winter`.
    public String title() {
        String[] words = name().split("_");
        return title(words[0]) + " " + title(words[1]);
    }

    /// By its name in any case, with a blank or an underscore.
    public static Optional<Season> of(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
        for (Season season : values()) {
            if (season.name().equals(wanted)) {
                return Optional.of(season);
            }
        }
        return Optional.empty();
    }

    /// The first that a text names. "Soft" and "deep" are read as the usual other names of "muted"
    /// and "dark", "clear" of "bright", "true" of "cool" and "warm".
    public static Optional<Season> namedIn(String text) {
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ");
        for (Season season : values()) {
            if (words.contains(season.title().toLowerCase(Locale.ROOT)) || season.aliasIn(words)) {
                return Optional.of(season);
            }
        }
        return Optional.empty();
    }

    private boolean aliasIn(String words) {
        String alias =
                switch (this) {
                    case MUTED_SUMMER -> "soft summer";
                    case MUTED_AUTUMN -> "soft autumn";
                    case DARK_AUTUMN -> "deep autumn";
                    case DARK_WINTER -> "deep winter";
                    case BRIGHT_SPRING -> "clear spring";
                    case BRIGHT_WINTER -> "clear winter";
                    case WARM_SPRING -> "true spring";
                    case WARM_AUTUMN -> "true autumn";
                    case COOL_SUMMER -> "true summer";
                    case COOL_WINTER -> "true winter";
                    case LIGHT_SPRING, LIGHT_SUMMER -> "";
                };
        return !alias.isEmpty() && words.contains(alias);
    }

    private static String title(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
