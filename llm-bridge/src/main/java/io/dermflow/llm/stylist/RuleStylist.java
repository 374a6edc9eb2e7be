package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.FaceShape;
import java.util.ArrayList;
import java.util.List;

/// Recommends without a model: garments for the occasion that the message names, in the colours of
/// the season's palette. The same wish gets the same answer.
final class RuleStylist {

    private static final int ITEMS = 3;

    private final Knowledge knowledge;

    RuleStylist(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    Draft draft(StyleWish wish) {
        StylePhrases phrases = StylePhrases.in(wish.language());
        Palette palette = knowledge.palette(wish.season());
        String occasion = knowledge.occasion(wish.message());
        List<Garment> garments = knowledge.garments(occasion, wish.message());
        List<Draft.Item> items = new ArrayList<>();
        int neutrals = 0;
        int accents = 0;
        for (Garment garment : garments.subList(0, Math.min(ITEMS, garments.size()))) {
            Colour colour =
                    garment.role().equals("neutral")
                            ? palette.neutrals().get(neutrals++ % palette.neutrals().size())
                            : palette.accents().get(accents++ % palette.accents().size());
            items.add(item(wish, garment, colour, occasion, phrases));
        }
        return new Draft(items, tips(wish, palette, phrases));
    }

    private static Draft.Item item(
            StyleWish wish, Garment garment, Colour colour, String occasion, StylePhrases phrases) {
        return new Draft.Item(
                garment.in(wish.language()),
                colour.name(),
                colour.hex(),
                phrases.say("style_" + occasion),
                reason(wish, colour.name(), garment.upper(), phrases));
    }

    /// Names the person's own season, and face shape where the garment has a neckline, as they are.
    static String reason(StyleWish wish, String colour, boolean upper, StylePhrases phrases) {
        String why =
                wish.season()
                        .map(season -> phrases.say("reason_season", colour, season.title()))
                        .orElseGet(() -> phrases.say("reason_neutral", colour));
        FaceShape shape = wish.profile().faceShape();
        return upper && shape != null ? why + " " + phrases.neckline(shape) : why;
    }

    private static List<String> tips(StyleWish wish, Palette palette, StylePhrases phrases) {
        List<String> tips = new ArrayList<>();
        tips.add(
                phrases.say(
                        "tip_contrast",
                        palette.accents().getFirst().name(),
                        palette.neutrals().getFirst().name()));
        if (!palette.metal().isEmpty()) {
            tips.add(phrases.say("tip_metal_" + palette.metal()));
        }
        wish.wardrobe().stream()
                .filter(piece -> palette.mentionedIn(piece).isPresent())
                .findFirst()
                .ifPresent(piece -> tips.add(phrases.say("tip_wardrobe", piece)));
        if (wish.season().isEmpty()) {
            tips.add(phrases.say("tip_ask"));
        }
        return tips;
    }
}
