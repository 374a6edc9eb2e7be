package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class NativeLogTest {

    @Test
    void libtorchWritesNoWarnings() {
        Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));

        assertThat(NativeLog.level().orElseThrow().get(ValueLayout.JAVA_INT, 0))
                .isEqualTo(NativeLog.ERRORS);
    }
}
