package io.dermflow.llm;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/// The only one who talks to a language model.
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class LlmBridgeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LlmBridgeApplication.class, arguments);
    }
}
