package io.dermflow.stack.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermflow.stack.home.Port;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstanceTest {

    @Test
    void itsNameLeadsBackToIt() {
        for (Part part : Part.values()) {
            assertThat(Instance.named(part.shortName())).contains(Instance.first(part));
        }
        assertThat(Instance.named("ingest-2")).contains(new Instance(Part.INGEST, 2));
        assertThat(new Instance(Part.INGEST, 2).shortName()).isEqualTo("ingest-2");
        assertThat(Instance.named("vision-8")).contains(new Instance(Part.VISION, 8));
    }

    @Test
    void eachProcessHasAPortOfItsOwn() {
        var ports =
                Arrays.stream(Part.values())
                        .flatMap(part ->
                                IntStream.rangeClosed(1, part.most())
                                        .mapToObj(number -> new Instance(part, number)))
                        .map(Port::of)
                        .toList();
        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void thereIsOneGatewayAndOneOfEachStore() {
        assertThat(Instance.named("gateway-2")).isEmpty();
        assertThat(Instance.named("kafka-2")).isEmpty();
        assertThat(Instance.named("ingest-3")).isEmpty();
        assertThat(Instance.named("vision-9")).isEmpty();
        assertThatThrownBy(() -> new Instance(Part.POSTGRES, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
