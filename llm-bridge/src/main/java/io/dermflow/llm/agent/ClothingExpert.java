package io.dermflow.llm.agent;

import io.dermflow.llm.endpoint.EndpointProperties;
import io.dermflow.llm.endpoint.LanguageModel;
import io.dermflow.llm.profile.Profile;
import io.dermflow.llm.profile.Profiles;
import io.dermflow.llm.stylist.Advice;
import io.dermflow.llm.stylist.AdviseStyle;
import io.dermflow.llm.stylist.StylePhrases;
import io.dermflow.llm.stylist.StyleWish;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Recommends clothes from the person's own results; says what it does not know and who wrote it.
@Component
final class ClothingExpert implements Agent {

    private final Profiles profiles;
    private final AdviseStyle stylist;
    private final LanguageModel model;
    private final Duration total;

    ClothingExpert(
            Profiles profiles,
            AdviseStyle stylist,
            LanguageModel model,
            EndpointProperties properties) {
        this.profiles = profiles;
        this.stylist = stylist;
        this.model = model;
        this.total = properties.clocks().chatTotal();
    }

    @Override
    public Answer answer(Turn turn, Decision decision, EventSink sink) throws IOException {
        String node = decision.route().wireName();
        StylePhrases phrases = StylePhrases.in(turn.language());
        sink.send(new AgentEvent.Status(phrases.say("searching"), node));
        Optional<Profile> known = profiles.of(turn.caller());
        Profile profile = known.orElse(Profile.EMPTY);
        Advice advice = stylist.advise(wish(turn, profile), total);
        tellNotices(turn, known, advice, sink, node);
        int found = advice.outfit().recommendations().size();
        sink.send(new AgentEvent.Status(phrases.say("found", found), node));
        sink.send(new AgentEvent.Items(advice.outfit(), node));
        return new Answer(advice.message(), true, generator(advice));
    }

    private static StyleWish wish(Turn turn, Profile profile) {
        return new StyleWish(
                turn.payer(),
                turn.language(),
                turn.message(),
                CleanContext.wardrobe(turn.context()),
                profile,
                TurnFacts.of(turn, profile));
    }

    private static void tellNotices(
            Turn turn, Optional<Profile> known, Advice advice, EventSink sink, String node)
            throws IOException {
        AgentPhrases phrases = turn.phrases();
        if (known.isEmpty()) {
            sink.send(
                    new AgentEvent.Notice(
                            "profile_unavailable", phrases.say("notice_profile"), node));
        }
        switch (advice.basis()) {
            case RESULT -> {
                if (known.orElse(Profile.EMPTY).lowConfidence()) {
                    sink.send(
                            new AgentEvent.Notice(
                                    "low_confidence", phrases.say("notice_low_confidence"), node));
                }
            }
            case MESSAGE ->
                    sink.send(
                            new AgentEvent.Notice(
                                    "season_from_message",
                                    phrases.say(
                                            "notice_season_message",
                                            Objects.requireNonNull(advice.season()).title()),
                                    node));
            case NONE ->
                    sink.send(
                            new AgentEvent.Notice(
                                    "no_colour_season", phrases.say("notice_no_season"), node));
        }
        if (advice.promptVersion() == null) {
            sink.send(new AgentEvent.Notice("degraded", phrases.say("notice_rules"), node));
        }
    }

    private Answer.Generator generator(Advice advice) {
        return advice.promptVersion() == null
                ? Answer.Generator.rules(advice.failure())
                : Answer.Generator.llm(model.model(), advice.promptVersion());
    }
}
