package io.dermflow.llm.stylist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds to checked items what only the catalogue and the person's measures can say, and writes the
/// same in words.
final class FinishOutfit {

    private final Catalogue catalogue;

    FinishOutfit(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Outfit finish(Draft draft, StyleWish wish) {
        StylePhrases phrases = StylePhrases.in(wish.language());
        List<Recommendation> items = new ArrayList<>();
        Set<String> tips = new LinkedHashSet<>(draft.tips());
        for (Draft.Item item : draft.items()) {
            Optional<Catalogue.Item> offer = catalogue.matching(item.item());
            items.add(recommendation(items.size() + 1, item, offer));
            offer.flatMap(one -> SizeAdvice.of(one, wish.profile().measures(), phrases))
                    .ifPresent(tips::add);
        }
        return new Outfit(items, List.copyOf(tips));
    }

    private static Recommendation recommendation(
            int index, Draft.Item item, Optional<Catalogue.Item> offer) {
        return new Recommendation(
                index,
                item.item(),
                item.color(),
                item.style(),
                item.reason(),
                offer.map(Catalogue.Item::priceRange).orElse(null),
                offer.map(Catalogue.Item::whereToBuy).orElse(List.of()),
                item.hex());
    }

    static String inWords(Outfit outfit, StyleWish wish) {
        StylePhrases phrases = StylePhrases.in(wish.language());
        StringBuilder text = new StringBuilder();
        text.append(phrases.say(wish.season().isPresent() ? "intro" : "intro_unknown"))
                .append("\n");
        for (Recommendation one : outfit.recommendations()) {
            text.append('\n')
                    .append(
                            phrases.say(
                                    "line", one.index(), one.item(), one.color(), one.reason()));
        }
        if (!outfit.stylingTips().isEmpty()) {
            text.append("\n\n").append(phrases.say("tips"));
            outfit.stylingTips().forEach(tip -> text.append("\n- ").append(tip));
        }
        return text.toString();
    }
}
