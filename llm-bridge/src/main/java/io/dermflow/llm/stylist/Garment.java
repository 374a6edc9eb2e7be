package io.dermflow.llm.stylist;

import java.util.List;
import java.util.Map;

/// A garment that suits an occasion.
///
/// @param role of its colour: `neutral` or `accent`
/// @param upper whether it has a neckline
/// @param words by which people ask for it, folded ([Folded])
/// @param name by language
record Garment(
        String id,
        String occasion,
        String role,
        boolean upper,
        List<String> words,
        Map<String, String> name) {

    Garment {
        words = List.copyOf(words);
        name = Map.copyOf(name);
    }

    boolean askedForIn(String folded) {
        return words.stream().anyMatch(word -> Folded.has(folded, word));
    }

    String in(String language) {
        String local = name.get(language);
        return local != null ? local : name.getOrDefault("en", id);
    }
}
