package io.dermflow.kit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class JobPropertiesTest {

    @Test
    void hasDefaultsThatNest() {
        JobProperties job = bind(Map.of());

        assertThat(job.llmRequest()).isEqualTo(Duration.ofSeconds(25));
        assertThat(job.recordLock()).isEqualTo(Duration.ofSeconds(60));
        assertThat(job.deadline()).isEqualTo(Duration.ofHours(1));
        assertThat(job.tries()).isEqualTo(3);
    }

    @Test
    void shrinksEveryLimitByOneFactor() {
        JobProperties job = bind(Map.of("dermflow.job.time-factor", "0.1"));

        assertThat(job.llmRequest()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(job.lease()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusesLimitsThatDoNotNest() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.job.llm-request", "50s")))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining("must nest");
        assertThatThrownBy(() -> bind(Map.of("dermflow.job.vision-stage", "61s")))
                .isInstanceOf(BindException.class);
    }

    private static JobProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.job", JobProperties.class);
    }
}
