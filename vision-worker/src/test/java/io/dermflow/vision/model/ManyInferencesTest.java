package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Minutes long: `mvn -pl vision-worker -am test -Dtest=ManyInferencesTest -Dexcluded.groups=none
/// -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("long")
class ManyInferencesTest {

    private static final int WARM = 1_000;
    private static final int MANY = 10_000;

    /// One leaked mask of 160x160 floats per call would be 1 GB.
    private static final long MOST_GROWTH = 48L << 20;

    @Test
    void holdsItsMemoryOverTenThousandInferences() throws IOException {
        List<Device> devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, ModelFiles.shipped(), devices)) {
            ByteBuffer image = ByteBuffer.allocateDirect(model.input().bytes());
            ask(model, image, WARM);
            long before = ProcessMemory.settledBytes();

            ask(model, image, MANY);

            long grown = ProcessMemory.settledBytes() - before;
            System.out.println("grown by " + grown / 1024 + " KiB over " + MANY + " inferences");
            assertThat(grown).as("bytes grown").isLessThan(MOST_GROWTH);
        }
    }

    private static void ask(LoadedModel model, ByteBuffer image, int times) {
        for (int i = 0; i < times; i++) {
            image.put(i % image.capacity(), (byte) i);
            assertThat(model.predict(image).mask()).isNotNull();
        }
    }
}
