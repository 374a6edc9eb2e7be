package io.dermflow.ingest.capture;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a door says beside the form that comes through it.
///
/// @param storeImages `store_images` of the query; null when it isn't there
/// @param analyses what is done when the form names nothing; empty: what the parts suggest
record Door(@Nullable Boolean storeImages, Set<String> analyses) {

    Door {
        analyses = Set.copyOf(analyses);
    }

    static Door ofParts(@Nullable Boolean storeImages) {
        return new Door(storeImages, Set.of());
    }

    static Door ofFace(@Nullable Boolean storeImages) {
        return new Door(storeImages, Set.of("face"));
    }
}
