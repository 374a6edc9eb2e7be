package io.dermflow.llm.agent;

import io.dermflow.llm.endpoint.ChatFailed;
import io.dermflow.llm.endpoint.ChatQuestion;
import io.dermflow.llm.endpoint.EndpointProperties;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.prompt.Prompt;
import io.dermflow.llm.session.Exchange;
import io.dermflow.llm.stylist.ModelJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Decides who answers: red flags by rule, before anything else; then the model's word, if it comes
/// in time; else the rules' guess. Thread-safe.
@Component
class DecideRoute {

    private static final Logger LOG = LoggerFactory.getLogger(DecideRoute.class);

    /// With 32, three in ten answers of a small model hit the limit in blanks (measured).
    private static final int MAX_TOKENS = 64;

    private static final int SEED = 1;

    private final LanguageModel model;
    private final Duration limit;
    private final Prompt prompt = Prompt.load("route", "1.0.0");
    private final ModelJson json = new ModelJson(prompt);
    private final RedFlags redFlags = new RedFlags();
    private final KeywordRoutes keywords = new KeywordRoutes();

    DecideRoute(LanguageModel model, EndpointProperties properties) {
        this.model = model;
        this.limit = properties.clocks().routeTotal();
    }

    Decision decide(Turn turn) {
        Optional<RedFlags.Flag> flag = redFlags.in(turn.message(), turn.language());
        if (flag.isPresent()) {
            return new Decision(Route.GENERAL, false, flag.get());
        }
        return byModel(turn)
                .map(route -> new Decision(route, true, null))
                .orElseGet(() -> new Decision(keywords.of(turn.message()), false, null));
    }

    private Optional<Route> byModel(Turn turn) {
        if (!model.configured()) {
            return Optional.empty();
        }
        try {
            return json.read(model.ask(question(turn), limit).text())
                    .map(node -> node.path("intent").asString())
                    .map(intent -> intent.equals("clothing") ? Route.CLOTHING : Route.GENERAL);
        } catch (ChatFailed failed) {
            LOG.warn("rules classify code={} error={}", failed.code(), failed.getMessage());
            return Optional.empty();
        }
    }

    ChatQuestion question(Turn turn) {
        Map<String, Object> facts = new LinkedHashMap<>();
        List<Exchange> history = turn.memory().history();
        facts.put("earlier", history.isEmpty() ? "" : history.getLast().asked());
        facts.put("message", turn.message());
        return new ChatQuestion(
                ChatQuestion.Purpose.ROUTE,
                turn.payer(),
                prompt.instructions(),
                JsonMapper.shared().writeValueAsString(facts),
                new ChatQuestion.Form(prompt.id(), prompt.schema()),
                null,
                MAX_TOKENS,
                SEED);
    }
}
