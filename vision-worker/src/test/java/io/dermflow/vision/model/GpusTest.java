package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpusTest {

    @Test
    void aWorkerWithoutGpusSaysNothingOfThem() {
        assertThat(new Gpus(List.of()).memory()).isEmpty();
    }

    /// No machine has its 64th GPU; here there is not even a driver.
    @Test
    void aGpuThatDoesNotAnswerIsNotMadeUp() {
        assertThat(new Gpus(List.of(Device.gpu(63))).memory()).isEmpty();
    }
}
