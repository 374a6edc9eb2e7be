package io.dermflow.events.narrative;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The languages a report can be written in. A service that writes sentences has them in each.
public enum ReportLanguage {
    EN,
    ES,
    DE,
    FR,
    PT;

    private static final List<String> TAGS =
            Arrays.stream(values()).map(ReportLanguage::tag).toList();

    /// BCP 47, for instance `de`.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    /// The language of a tag, whatever its region: `pt-BR` is Portuguese. Empty for one that no
    /// report is written in.
    public static Optional<ReportLanguage> of(String languageTag) {
        String language = Locale.forLanguageTag(languageTag).getLanguage();
        return TAGS.contains(language)
                ? Optional.of(valueOf(language.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /// The best match by RFC 4647 lookup; English where nothing matches or nothing was said.
    ///
    /// @param acceptLanguage header of that name (RFC 9110 §12.5.4); one that can't be read counts
    ///   as absent, because a client may not even know that it sends it
    public static ReportLanguage accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return EN;
        }
        String tag = Locale.lookupTag(ranges(acceptLanguage), TAGS);
        return tag == null ? EN : of(tag).orElse(EN);
    }

    private static List<Locale.LanguageRange> ranges(String header) {
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }
}
