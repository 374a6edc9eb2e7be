package io.dermflow.llm.stylist;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dermflow.llm.text.ModelText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What can be bought where, from a JSON file that the operator maintains; without one, nothing. No
/// price, shop or brand in an answer comes from anywhere else.
///
/// The file: `{"items": [{"brand", "item", "words": [...], "price_range", "where_to_buy": [...],
/// "sizes": [{"size", "measures": {"waist_circumference_cm": [76, 84]}}]}]}`.
final class Catalogue {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final List<Item> items;

    private Catalogue(List<Item> items) {
        this.items = List.copyOf(items);
    }

    private record File(List<Item> items) {}

    /// @param words by which a recommendation is matched to it
    /// @param sizes smallest first; may be empty
    record Item(
            String brand,
            String item,
            List<String> words,
            @JsonProperty("price_range") @Nullable String priceRange,
            @JsonProperty("where_to_buy") @Nullable List<String> shops,
            @Nullable List<Size> sizes) {

        Item {
            brand = ModelText.clean(brand);
            item = ModelText.clean(item);
            words = words.stream().map(Folded::of).toList();
            priceRange = priceRange == null ? null : ModelText.clean(priceRange);
            shops = shops == null ? List.of() : shops.stream().map(ModelText::clean).toList();
            sizes = sizes == null ? List.of() : List.copyOf(sizes);
        }

        List<Size> sizeTable() {
            return sizes == null ? List.of() : sizes;
        }

        List<String> whereToBuy() {
            return shops == null ? List.of() : shops;
        }
    }

    /// @param measures by the name in a result: least and most, centimetres
    record Size(String size, Map<String, List<Double>> measures) {

        Size {
            measures = Map.copyOf(measures);
            if (measures.values().stream().anyMatch(range -> !isRange(range))) {
                throw new IllegalArgumentException(
                        "size " + size + ": a measure is [least, most] in centimetres");
            }
        }

        private static boolean isRange(List<Double> range) {
            return range.size() == 2 && range.getFirst() <= range.getLast();
        }
    }

    /// @param file empty for none
    /// @throws IllegalArgumentException if there is a file and it can't be read; the service then
    ///   does not start, because a price list that is silently missing would not be noticed
    static Catalogue read(String file) {
        if (file.isBlank()) {
            return new Catalogue(List.of());
        }
        try {
            return new Catalogue(MAPPER.readValue(Path.of(file).toFile(), File.class).items());
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "dermflow.style.catalogue: " + file + " is no catalogue: " + e.getMessage(), e);
        }
    }

    /// The entry whose words stand in a recommendation's name.
    Optional<Item> matching(String item) {
        String folded = Folded.of(item);
        return items.stream()
                .filter(one -> one.words().stream().anyMatch(word -> Folded.has(folded, word)))
                .findFirst();
    }
}
