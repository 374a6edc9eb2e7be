package io.dermflow.vision.model;

import io.dermflow.events.Stage;
import io.dermflow.kit.kafka.EventPublisher;
import io.dermflow.kit.store.ObjectStore;
import io.dermflow.vision.pump.RunsStage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Models, where the vision stage runs.
@Configuration(proxyBeanMethods = false)
@RunsStage(Stage.VISION)
class ModelConfiguration {

    @Bean
    ActiveModels activeModels(
            ModelProperties properties,
            ObjectStore store,
            MeterRegistry meters,
            EventPublisher publisher) {
        return new ActiveModels(
                properties, new BucketSource(store, ""), meters, new ShadowPublisher(publisher));
    }

    @Bean
    PromoteModel promoteModel(ActiveModels models, Clock clock) {
        return new PromoteModel(models, clock);
    }
}
