package io.dermflow.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.llm.narrative.NarrativeProperties;
import io.dermflow.llm.prompt.PromptProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/// The settings of prompts and reports, bound as the service binds them.
class SettingsTest {

    @Test
    void haveDefaults() {
        assertThat(bind("dermflow.prompts", PromptProperties.class, Map.of()))
                .isEqualTo(new PromptProperties("2.1.0"));
        assertThat(bind("dermflow.narrative", NarrativeProperties.class, Map.of()))
                .isEqualTo(new NarrativeProperties(1_500_000));
    }

    @Test
    void takeEveryKey() {
        assertThat(bind("dermflow.prompts", PromptProperties.class, Map.of("report", "1.0.0")))
                .isEqualTo(new PromptProperties("1.0.0"));
        assertThat(
                        bind(
                                "dermflow.narrative",
                                NarrativeProperties.class,
                                Map.of("max-picture-bytes", "20000")))
                .isEqualTo(new NarrativeProperties(20_000));
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThatThrownBy(() ->
                        bind("dermflow.prompts", PromptProperties.class, Map.of("report", "")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() ->
                        bind(
                                "dermflow.narrative",
                                NarrativeProperties.class,
                                Map.of("max-picture-bytes", "1")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(
                        () -> bind("dermflow.prompts", PromptProperties.class, Map.of("chat", "1")))
                .isInstanceOf(BindException.class);
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> values) {
        var source = new MapConfigurationPropertySource();
        values.forEach((key, value) -> source.put(prefix + "." + key, value));
        var validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(source)
                .bindOrCreate(
                        prefix,
                        Bindable.of(type),
                        new ValidationBindHandler(
                                new NoUnboundElementsBindHandler(BindHandler.DEFAULT), validator));
    }
}
