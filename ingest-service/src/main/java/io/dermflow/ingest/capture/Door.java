package io.dermflow.ingest.capture;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a door says beside the form that comes through it.
///
/// @param storeImages `store_images` of the query; null when it isn't there
/// @param analyses what is done when the form names nothing; empty: what the parts suggest
/// @param besides what is done too when the form names nothing
record Door(@Nullable Boolean storeImages, Set<String> analyses, Set<String> besides) {

    Door {
        analyses = Set.copyOf(analyses);
        besides = Set.copyOf(besides);
    }

    static Door ofParts(@Nullable Boolean storeImages) {
        return new Door(storeImages, Set.of(), Set.of());
    }

    static Door ofFace(@Nullable Boolean storeImages) {
        return new Door(storeImages, Set.of("face"), Set.of());
    }

    /// Seed 003's result of a body has the skin's colour beside the measures (lines 169-194).
    static Door ofMeasures(@Nullable Boolean storeImages) {
        return new Door(storeImages, Set.of(), Set.of("skin"));
    }
}
