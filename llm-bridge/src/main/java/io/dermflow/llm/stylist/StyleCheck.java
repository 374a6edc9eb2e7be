package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.FaceShape;
import io.dermflow.llm.profile.Season;
import io.dermflow.llm.text.ModelText;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keeps of a model's draft what can be checked; what breaks a rule is dropped and counted.
///
/// Rules: words only (no links, markup, prices); a colour of the palette, by its name or within a
/// distance; a reason that names the person's own season or face shape and no other, else the rules
/// write the reason.
final class StyleCheck {

    private static final int LONGEST = 300;
    private static final Pattern PRICE =
            Pattern.compile(
                    "[$€£¥]|\\b(?:usd|eur|gbp|brl|dollars?|euros?|pounds?|reais|dolares)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SEASON_WORD =
            Pattern.compile("\\b(spring|summer|autumn|fall|winter)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern FACE_WORD =
            Pattern.compile(
                    "\\b(heart|oval|round|square|oblong)[- ]?(?:shaped)?[- ]face",
                    Pattern.CASE_INSENSITIVE);

    private final Knowledge knowledge;
    private final StyleProperties bounds;
    private final MeterRegistry meters;

    StyleCheck(Knowledge knowledge, StyleProperties bounds, MeterRegistry meters) {
        this.knowledge = knowledge;
        this.bounds = bounds;
        this.meters = meters;
    }

    Draft checked(Draft draft, StyleWish wish) {
        List<Draft.Item> kept = new ArrayList<>();
        for (Draft.Item item : draft.items()) {
            if (kept.size() < bounds.maxItems()) {
                checked(item, wish).ifPresent(kept::add);
            }
        }
        List<String> tips =
                draft.tips().stream()
                        .map(StyleCheck::words)
                        .filter(tip -> !tip.isEmpty() && !PRICE.matcher(tip).find())
                        .filter(tip -> !namesAnother(tip, wish))
                        .limit(bounds.maxItems())
                        .toList();
        return new Draft(kept, tips);
    }

    private Optional<Draft.Item> checked(Draft.Item item, StyleWish wish) {
        String name = words(item.item());
        String colour = words(item.color());
        String style = words(item.style());
        if (name.isEmpty() || colour.isEmpty() || style.isEmpty()) {
            return dropped("empty");
        }
        if (PRICE.matcher(name + " " + style).find()) {
            return dropped("price");
        }
        Optional<String> hex = hex(item, colour, wish);
        if (hex.isEmpty()) {
            return dropped("colour");
        }
        return Optional.of(
                new Draft.Item(name, colour, hex.get(), style, reason(item, colour, wish)));
    }

    /// The named colour's own, or the model's where it is near the palette.
    private Optional<String> hex(Draft.Item item, String colour, StyleWish wish) {
        Palette palette = knowledge.palette(wish.season());
        Optional<String> written =
                Optional.ofNullable(item.hex())
                        .flatMap(Colour::normalised)
                        .filter(hex ->
                                wish.season().isEmpty()
                                        || palette.distance(hex) <= bounds.colourDistance());
        return written.isPresent() ? written : palette.named(colour).map(Colour::hex);
    }

    private String reason(Draft.Item item, String colour, StyleWish wish) {
        String reason = words(item.reason());
        if (namesOwn(reason, wish)
                && !namesAnother(reason, wish)
                && !PRICE.matcher(reason).find()) {
            return reason;
        }
        meters.counter("dermflow.style.reason.replaced").increment();
        return RuleStylist.reason(wish, colour, false, StylePhrases.in(wish.language()));
    }

    private static boolean namesOwn(String text, StyleWish wish) {
        String lower = text.toLowerCase(Locale.ROOT);
        FaceShape shape = wish.profile().faceShape();
        return wish.season()
                        .filter(own -> lower.contains(own.title().toLowerCase(Locale.ROOT)))
                        .isPresent()
                || shape != null && lower.contains(shape.title().toLowerCase(Locale.ROOT));
    }

    /// Whether a text speaks of a season or a face that is not the person's.
    private static boolean namesAnother(String text, StyleWish wish) {
        String own = wish.season().map(Season::title).orElse("").toLowerCase(Locale.ROOT);
        var seasons = SEASON_WORD.matcher(text);
        while (seasons.find()) {
            String word = seasons.group(1).toLowerCase(Locale.ROOT).replace("fall", "autumn");
            if (!own.endsWith(word)) {
                return true;
            }
        }
        Optional<Season> named = Season.namedIn(text);
        FaceShape shape = wish.profile().faceShape();
        var faces = FACE_WORD.matcher(text);
        while (faces.find()) {
            if (shape == null || !faces.group(1).equalsIgnoreCase(shape.name())) {
                return true;
            }
        }
        return named.isPresent() && !named.equals(wish.season());
    }

    private Optional<Draft.Item> dropped(String rule) {
        meters.counter("dermflow.style.dropped", "rule", rule).increment();
        return Optional.empty();
    }

    /// One line, without anything that acts.
    private static String words(String text) {
        String clean = ModelText.clean(text).replaceAll("\\s+", " ");
        return clean.length() <= LONGEST ? clean : "";
    }
}
