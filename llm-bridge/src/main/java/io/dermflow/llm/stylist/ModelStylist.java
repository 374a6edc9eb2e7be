package io.dermflow.llm.stylist;

import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets a model recommend. Its draft is of the prompt's form and nothing more: [StyleCheck] decides
/// what is kept.
final class ModelStylist {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SEED = 1;

    private final LanguageModel model;
    private final Knowledge knowledge;
    private final Prompt prompt;
    private final ModelJson json;
    private final int maxTokens;

    ModelStylist(LanguageModel model, Knowledge knowledge, Prompt prompt, int maxTokens) {
        this.model = model;
        this.knowledge = knowledge;
        this.prompt = prompt;
        this.json = new ModelJson(prompt);
        this.maxTokens = maxTokens;
    }

    boolean available() {
        return model.configured();
    }

    String promptVersion() {
        return prompt.id() + "-" + prompt.version();
    }

    /// @param limit for everything
    Draft draft(StyleWish wish, Duration limit) throws ChatFailed {
        String answer = model.ask(question(wish), limit).text();
        return json.read(answer)
                .map(ModelStylist::draft)
                .orElseThrow(
                        () -> new ChatFailed(ChatFailed.Kind.GARBAGE, "no recommendations", null));
    }

    ChatQuestion question(StyleWish wish) {
        return new ChatQuestion(
                ChatQuestion.Purpose.STYLE,
                wish.payer(),
                prompt.instructions(),
                facts(wish),
                new ChatQuestion.Form(prompt.id(), prompt.schema()),
                null,
                maxTokens,
                SEED);
    }

    private String facts(StyleWish wish) {
        Palette palette = knowledge.palette(wish.season());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("palette_character", palette.character());
        facts.put(
                "palette",
                palette.colours().stream()
                        .map(colour -> Map.of("name", colour.name(), "hex", colour.hex()))
                        .map(java.util.TreeMap::new)
                        .toList());
        wish.season().ifPresent(season -> facts.put("colour_season", season.title()));
        facts.put("occasion", knowledge.occasion(wish.message()));
        facts.put("person", MAPPER.readTree(wish.facts()));
        return MAPPER.writeValueAsString(facts);
    }

    private static Draft draft(JsonNode node) {
        List<Draft.Item> items = new ArrayList<>();
        node.path("recommendations")
                .forEach(item ->
                        items.add(
                                new Draft.Item(
                                        item.path("item").asString(),
                                        item.path("color").asString(),
                                        item.path("hex").asString(""),
                                        item.path("style").asString(),
                                        item.path("reason").asString())));
        List<String> tips = new ArrayList<>();
        node.path("styling_tips").forEach(tip -> tips.add(tip.asString()));
        return new Draft(items, tips);
    }
}
