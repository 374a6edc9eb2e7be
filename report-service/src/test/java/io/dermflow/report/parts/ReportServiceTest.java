package io.dermflow.report.parts;

import io.dermflow.kit.testing.Tokens;
import io.dermflow.report.ReportService;
import io.dermflow.report.outcome.CrashOnDemand;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on real parts; one context for all tests that say this.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = {
            ReportService.class,
            Tokens.class,
            CrashOnDemand.class,
            Topics.class,
            Http.class
        })
@ContextConfiguration(initializers = RealParts.class)
public @interface ReportServiceTest {}
