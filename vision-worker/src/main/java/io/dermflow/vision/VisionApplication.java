package io.dermflow.vision;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The vision worker: both stages of a job, or one of them (`dermflow.pump.stages`).
@SpringBootApplication
@ConfigurationPropertiesScan
public class VisionApplication {

    public static void main(String[] args) {
        SpringApplication.run(VisionApplication.class, args);
    }
}
