package io.dermflow.vision.narrative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NarrativePropertiesTest {

    @Test
    void looksForTheBridgeOnThisMachineByDefault() {
        assertThat(bind(Map.of()).llmBridgeUrl()).isEqualTo(URI.create("http://127.0.0.1:8003"));
    }

    @Test
    void mapsEveryKey() {
        var properties = bind(Map.of("dermflow.narrative.llm-bridge-url", "http://bridge:1"));

        assertThat(properties).isEqualTo(new NarrativeProperties(URI.create("http://bridge:1")));
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> bind(Map.of("dermflow.narrative.llm-bridge-url", "http://[")))
                .isInstanceOf(BindException.class);
    }

    private static NarrativeProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("dermflow.narrative", NarrativeProperties.class);
    }
}
