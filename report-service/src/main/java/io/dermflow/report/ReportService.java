package io.dermflow.report;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Decides how each task ends, announces it exactly once, and serves what came out.
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReportService {

    public static void main(String[] args) {
        SpringApplication.run(ReportService.class, args);
    }
}
