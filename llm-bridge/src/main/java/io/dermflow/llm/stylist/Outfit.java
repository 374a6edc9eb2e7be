package io.dermflow.llm.stylist;

import java.util.List;

/// All of an answer's items and tips: the content of the one `clothing_item` event.
public record Outfit(List<Recommendation> recommendations, List<String> stylingTips) {

    public Outfit {
        recommendations = List.copyOf(recommendations);
        stylingTips = List.copyOf(stylingTips);
    }
}
