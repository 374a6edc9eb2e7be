package io.dermflow.llm.stylist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recommendations before prices, sizes and words are added: a model's as they came, or the rules'.
record Draft(List<Item> items, List<String> tips) {

    Draft {
        items = List.copyOf(items);
        tips = List.copyOf(tips);
    }

    /// @param hex as written; null when there is none
    record Item(String item, String color, @Nullable String hex, String style, String reason) {}
}
