package io.dermflow.report.outcome;

import io.dermflow.kit.app.AppProperties;
import io.dermflow.kit.kafka.ConsentView;
import io.dermflow.kit.kafka.KafkaClients;
import io.dermflow.kit.kafka.TopicWatch;
import io.dermflow.report.background.Rounds;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The threads of this package and their health.
@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    OutcomeLoop outcomes(
            KafkaClients clients,
            TopicWatch topics,
            ConsentView consents,
            ReadOutcomes reader,
            DecideEnds decision,
            AnnounceEnds announcement,
            OutcomeMetrics metrics,
            OutcomeProperties properties,
            ObjectProvider<LoopObserver> observer,
            AppProperties app) {
        return new OutcomeLoop(
                clients,
                topics,
                consents,
                reader,
                decision,
                announcement,
                metrics,
                properties,
                observer.getIfAvailable(() -> _ -> {}),
                app);
    }

    @Bean
    OutcomeLoopHealth outcomeLoop(OutcomeLoop outcomes) {
        return new OutcomeLoopHealth(outcomes);
    }

    @Bean
    Rounds putBackRounds(PutBackLostEnds story) {
        return new Rounds("put-back-lost-ends", PAUSE, story::putBack);
    }
}
