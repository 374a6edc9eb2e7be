package io.dermflow.llm;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The only one who talks to a language model.
@SpringBootApplication
@ConfigurationPropertiesScan
public class LlmBridgeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LlmBridgeApplication.class, arguments);
    }
}
