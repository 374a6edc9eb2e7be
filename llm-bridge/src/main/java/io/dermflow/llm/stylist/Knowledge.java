package io.dermflow.llm.stylist;

import io.dermflow.llm.profile.Season;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the rule-based stylist knows: `style/knowledge.json`, which names its sources. Immutable.
final class Knowledge {

    private static final String FILE = "/style/knowledge.json";
    private static final String EVERYDAY = "casual";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<Season, Palette> palettes;
    private final Palette withoutSeason;
    private final Map<String, List<String>> occasions;
    private final List<Garment> garments;

    private Knowledge(JsonNode file) {
        Map<Season, Palette> read = new EnumMap<>(Season.class);
        for (Season season : Season.values()) {
            read.put(season, palette(file.path("seasons").path(season.name())));
        }
        this.palettes = Map.copyOf(read);
        this.withoutSeason = palette(file.path("without_season"));
        Map<String, List<String>> words = new LinkedHashMap<>();
        file.path("occasions")
                .properties()
                .forEach(entry -> words.put(entry.getKey(), strings(entry.getValue())));
        this.occasions = words;
        List<Garment> all = new ArrayList<>();
        file.path("garments").forEach(node -> all.add(MAPPER.treeToValue(node, Garment.class)));
        this.garments = List.copyOf(all);
    }

    static Knowledge load() {
        try (InputStream in = Knowledge.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the stylist's knowledge is missing from the jar");
            }
            return new Knowledge(MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    Palette palette(Optional<Season> season) {
        return season.map(palettes::get).orElse(withoutSeason);
    }

    /// The occasion that a message is about; everyday when it names none.
    String occasion(String message) {
        String folded = Folded.of(message);
        return occasions.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(word -> Folded.has(folded, word)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(EVERYDAY);
    }

    /// Garments for an occasion; those that the message asks for come first.
    List<Garment> garments(String occasion, String message) {
        String folded = Folded.of(message);
        List<Garment> fitting = new ArrayList<>();
        garments.stream()
                .filter(one -> one.occasion().equals(occasion) && one.askedForIn(folded))
                .forEach(fitting::add);
        garments.stream()
                .filter(one -> one.occasion().equals(occasion) && !one.askedForIn(folded))
                .forEach(fitting::add);
        return fitting;
    }

    private static Palette palette(JsonNode node) {
        List<Colour> colours = new ArrayList<>();
        node.path("colours")
                .forEach(colour -> colours.add(MAPPER.treeToValue(colour, Colour.class)));
        return new Palette(
                node.path("character").asString(), node.path("metal").asString(), colours);
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(word -> strings.add(word.asString()));
        return strings;
    }
}
