package io.dermflow.llm.stylist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.kit.testing.Binding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;

class StylePropertiesTest {

    @Test
    void hasDefaults() {
        assertThat(Binding.bind(StyleProperties.class, Map.of()))
                .isEqualTo(new StyleProperties("", 5, 20, 900));
    }

    @Test
    void takesEveryKey() {
        assertThat(
                        Binding.bind(
                                StyleProperties.class,
                                Map.of(
                                        "catalogue", "/c.json",
                                        "max-items", "2",
                                        "colour-distance", "3.5",
                                        "max-tokens", "400")))
                .isEqualTo(new StyleProperties("/c.json", 2, 3.5, 400));
    }

    @Test
    void refusesMoreItemsThanAnybodyReads() {
        assertThatThrownBy(() -> Binding.bind(StyleProperties.class, Map.of("max-items", "11")))
                .isInstanceOf(BindException.class);
    }
}
