package io.dermflow.llm.stylist;

import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The story: the model recommends if there is one, the rules if there is none or nothing of its
/// draft can be kept. There is always an answer. Thread-safe.
@Component
public class AdviseStyle {

    private static final Logger LOG = LoggerFactory.getLogger(AdviseStyle.class);

    private final ModelStylist model;
    private final RuleStylist rules;
    private final StyleCheck check;
    private final FinishOutfit finish;

    AdviseStyle(LanguageModel model, StyleProperties properties, MeterRegistry meters) {
        Knowledge knowledge = Knowledge.load();
        this.model =
                new ModelStylist(
                        model, knowledge, Prompt.load("style", "1.0.0"), properties.maxTokens());
        this.rules = new RuleStylist(knowledge);
        this.check = new StyleCheck(knowledge, properties, meters);
        this.finish = new FinishOutfit(Catalogue.read(properties.catalogue()));
    }

    /// @param limit for the model
    public Advice advise(StyleWish wish, Duration limit) {
        if (!model.available()) {
            return byRules(wish, null);
        }
        try {
            Draft draft = check.checked(model.draft(wish, limit), wish);
            return draft.items().isEmpty()
                    ? byRules(wish, "llm_unusable")
                    : advice(draft, wish, model.promptVersion(), null);
        } catch (ChatFailed failed) {
            LOG.warn("rules instead of model code={} error={}", failed.code(), failed.getMessage());
            return byRules(wish, failed.code());
        }
    }

    private Advice byRules(StyleWish wish, @Nullable String failure) {
        return advice(rules.draft(wish), wish, null, failure);
    }

    private Advice advice(
            Draft draft, StyleWish wish, @Nullable String promptVersion, @Nullable String failure) {
        Outfit outfit = finish.finish(draft, wish);
        return new Advice(
                outfit,
                FinishOutfit.inWords(outfit, wish),
                wish.season().orElse(null),
                wish.basis(),
                promptVersion,
                failure);
    }
}
