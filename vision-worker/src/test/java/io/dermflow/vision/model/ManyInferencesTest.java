package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.dermflow.imaging.decode.OpenCvLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opencv.core.Mat;
import org.opencv.imgcodecs.Imgcodecs;

/// Minutes long for each active model of `models/models.json`: `mvn -pl vision-worker -am test
/// -Dtest=ManyInferencesTest -Dexcluded.groups=none -Dsurefire.failIfNoSpecifiedTests=false
/// "-Djvm.silence=-Xms256m -Xmx256m -XX:+AlwaysPreTouch"`. The heap is whole from the start, so
/// that what grows is native. With `-Ddermflow.inferences=2000` beside it fewer of each, with
/// `-Ddermflow.task=skin` those of one task alone.
@Tag("long")
@Tag("memory") // asks for a heap of its own, so ./dermflow test --all runs it by itself
class ManyInferencesTest {

    private static final int WARM = 1_000;
    private static final int MANY = Integer.getInteger("dermflow.inferences", 10_000);

    private static final @Nullable String TASK = System.getProperty("dermflow.task");

    private static final Path FACE =
            Path.of("../local-stack/src/main/resources/sample/face-sample.jpg");

    /// The smallest picture of a shipped model is 128x128: leaked once per call, its bytes would be
    /// 470 MB over 10,000 calls, a mask of 160x160 floats 1 GB.
    private static final long MOST_GROWTH = 48L << 20;

    @ParameterizedTest(name = "{0}")
    @MethodSource("activeModels")
    void holdsItsMemoryOverThousandsOfInferences(String name, ModelEntry entry) throws IOException {
        List<Device> devices = Torch.start(ModelFiles.properties(ModelFiles.SHIPPED));
        try (var model = ModelFiles.load(ModelFiles.SHIPPED, entry, devices)) {
            ByteBuffer image = face(model.input());
            ask(model, image, WARM);
            long before = ProcessMemory.settledBytes();
            long start = System.nanoTime();

            ask(model, image, MANY);

            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            long grown = ProcessMemory.settledBytes() - before;
            System.out.printf(
                    "%s: grown by %d KiB over %d inferences in %d s%n",
                    name, grown / 1024, MANY, seconds);
            assertThat(grown).as("bytes grown").isLessThan(MOST_GROWTH);
            assertThat(model.arrays()).as("native arrays held").isZero();
        }
    }

    static Stream<Object[]> activeModels() {
        return ModelFiles.allShipped().stream()
                .filter(ModelEntry::isActive)
                .filter(entry -> TASK == null || entry.task().equals(TASK))
                .map(entry -> new Object[] {entry.name() + " " + entry.version(), entry});
    }

    /// A face, which lets every model find something: those for faces do more where one is.
    private static ByteBuffer face(InputForm form) {
        OpenCvLibrary.load();
        Mat picture = Imgcodecs.imread(FACE.toString());
        try {
            return form.letterbox(picture.cols(), picture.rows()).apply(picture);
        } finally {
            picture.release();
        }
    }

    /// Through the batcher and the reading of the answer, as the worker asks; a little of the
    /// picture, of a number the least, differs each time.
    private static void ask(LoadedModel model, ByteBuffer image, int times) {
        for (int i = 0; i < times; i++) {
            image.put(Float.BYTES * i % image.capacity(), (byte) i);
            assertThat(model.answer(image)).isNotNull();
        }
    }
}
