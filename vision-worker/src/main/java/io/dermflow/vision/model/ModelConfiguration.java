package io.dermflow.vision.model;

import io.dermflow.events.Stage;
import io.dermflow.vision.pump.RunsStage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Models, where the vision stage runs.
@Configuration(proxyBeanMethods = false)
@RunsStage(Stage.VISION)
class ModelConfiguration {

    @Bean
    ActiveModels activeModels(ModelProperties properties) {
        return new ActiveModels(properties);
    }
}
