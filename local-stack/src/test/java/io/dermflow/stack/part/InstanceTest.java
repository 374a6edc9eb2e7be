package io.dermflow.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InstanceTest {

    @Test
    void itsNameLeadsBackToIt() {
        for (Part part : Part.values()) {
            assertThat(Instance.named(part.shortName())).contains(Instance.first(part));
        }
        assertThat(Instance.named("ingest-2")).contains(Instance.second(Part.INGEST));
        assertThat(Instance.second(Part.INGEST).shortName()).isEqualTo("ingest-2");
    }

    @Test
    void thereIsOneGatewayAndOneOfEachStore() {
        assertThat(Instance.named("gateway-2")).isEmpty();
        assertThat(Instance.named("kafka-2")).isEmpty();
        assertThatThrownBy(() -> Instance.second(Part.POSTGRES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
