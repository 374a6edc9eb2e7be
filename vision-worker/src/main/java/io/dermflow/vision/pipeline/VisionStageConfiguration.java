package io.dermflow.vision.pipeline;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.Stage;
import io.dermflow.imaging.skin.SkinMask;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.checkpoint.CheckpointMeter;
import io.dermflow.vision.checkpoint.CheckpointProperties;
import io.dermflow.vision.checkpoint.Checkpoints;
import io.dermflow.vision.consent.ConsentCheck;
import io.dermflow.vision.memory.MemoryGate;
import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.pump.Gate;
import io.dermflow.vision.pump.RunsStage;
import io.dermflow.vision.pump.StagePump;
import io.dermflow.vision.pump.StagePumps;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The vision stage, where this worker runs it.
@Configuration(proxyBeanMethods = false)
@RunsStage(Stage.VISION)
class VisionStageConfiguration {

    @Bean
    AnalyseCapture analyseCapture(
            ConsentCheck consents,
            ActiveModels models,
            ObjectStore store,
            PipelineProperties properties,
            CheckpointProperties checkpoints,
            MeterRegistry meters,
            Clock clock) {
        SkinMask.prepare();
        return new AnalyseCapture(
                consents,
                models,
                store,
                properties,
                new Checkpoints(store, checkpoints, new CheckpointMeter(meters)),
                clock);
    }

    @Bean
    StagePump<AnalysisRequested> visionPump(
            AnalyseCapture work,
            StagePumps pumps,
            ActiveModels models,
            MemoryGate memory,
            @Qualifier("consentGate") Gate consents) {
        Gate model = () -> models.loaded() ? Optional.empty() : Optional.of("no_model");
        return pumps.pump(work, List.of(memory, consents, model));
    }
}
