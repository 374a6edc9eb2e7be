package io.dermflow.llm.stylist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One item, in seed 004's shape and order of keys.
///
/// @param index from 1
/// @param priceRange from the configured catalogue only; else null
/// @param whereToBuy from the configured catalogue only; else empty
/// @param hexColor `#RRGGBB`, upper case; null when no colour is sure
public record Recommendation(
        int index,
        String item,
        String color,
        String style,
        String reason,
        @Nullable String priceRange,
        List<String> whereToBuy,
        @Nullable String hexColor) {

    public Recommendation {
        whereToBuy = List.copyOf(whereToBuy);
    }
}
