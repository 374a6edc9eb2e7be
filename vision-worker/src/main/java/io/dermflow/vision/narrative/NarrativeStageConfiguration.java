package io.dermflow.vision.narrative;

import io.dermflow.events.FindingsReady;
import io.dermflow.events.Stage;
import io.dermflow.kit.http.ServiceClients;
import io.dermflow.kit.job.JobProperties;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.pump.Gate;
import io.dermflow.vision.pump.RunsStage;
import io.dermflow.vision.pump.StagePump;
import io.dermflow.vision.pump.StagePumps;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The narrative stage, where this worker runs it.
@Configuration(proxyBeanMethods = false)
@RunsStage(Stage.NARRATIVE)
class NarrativeStageConfiguration {

    private static final Duration STATUS_PATIENCE = Duration.ofSeconds(2);

    @Bean
    WriteNarrative writeNarrative(
            ConsentCheck consents,
            ServiceClients clients,
            NarrativeProperties properties,
            ReportPicture pictures,
            JobProperties limits,
            Clock clock) {
        var http = clients.asService(properties.llmBridgeUrl(), silence(limits));
        return new WriteNarrative(consents, new NarrativeClient(http), pictures, limits, clock);
    }

    @Bean
    ReportPicture reportPicture(
            ServiceClients clients,
            NarrativeProperties properties,
            ObjectStore store,
            MeterRegistry meters,
            Clock clock) {
        var http = clients.asService(properties.llmBridgeUrl(), STATUS_PATIENCE);
        return new ReportPicture(new Sight(http, clock), store, meters);
    }

    @Bean
    StagePump<FindingsReady> narrativePump(
            WriteNarrative work, StagePumps pumps, @Qualifier("consentGate") Gate consents) {
        return pumps.pump(work, List.of(consents));
    }

    /// Between the bridge's own limit and the stage's: the bridge may use its time up and still
    /// answer.
    private static Duration silence(JobProperties limits) {
        return limits.llmRequest().plus(limits.narrativeStage()).dividedBy(2);
    }
}
