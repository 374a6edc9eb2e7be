package io.dermflow.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.dermflow.imaging.detections.Answer;
import io.dermflow.imaging.detections.ClassProbabilities;
import io.dermflow.imaging.detections.Keypoint;
import io.dermflow.imaging.detections.OutputKind;
import io.dermflow.imaging.detections.Pose;
import io.dermflow.imaging.detections.RawDetections;
import io.dermflow.imaging.detections.RegionGrids;
import io.dermflow.imaging.geometry.Box;
import io.dermflow.imaging.lesion.MaskGrid;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every layout that people's files have, on tiny files (training/samples/stubs.py) through the
/// real engine: recognised without a word in the manifest, and read.
class DropInContractTest {

    private static final Path STUBS = ModelFiles.stub("");
    private static final Box LESION = new Box(40, 60, 100, 120);
    private static final ModelEntry.Input UNSAID = ModelEntry.Input.AS_THE_FILE_SAYS;
    private static List<Device> devices;

    @TempDir private Path dir;

    @BeforeAll
    static void startEngine() {
        devices = Torch.start(ModelFiles.properties(STUBS));
    }

    @Test
    void readsRawDetectionsWithNamesAndSizeFromTheFile() {
        try (var model = load("v8-detect.pt", UNSAID, null)) {
            assertThat(model.entry().output().names()).containsExactly("lesion", "mole");
            assertThat(model.entry().input().width()).isEqualTo(320);
            assertThat(model.contract().kind()).isEqualTo(OutputKind.YOLO_DETECT);
            var found = (RawDetections) answer(model, 0, 0, 0);
            assertThat(found.candidates()).hasSize(3);
        }
    }

    @Test
    void readsASegmentExportWithAMaskOfItsOwnPerDetection() {
        try (var model = load("v8-segment.pt", UNSAID, null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.YOLO_SEGMENT);
            var found = (RawDetections) answer(model, 0, 0, 0);

            assertThat(found.candidates().getFirst().box()).isEqualTo(LESION);
            MaskGrid left = found.maskOf(0);
            MaskGrid lower = found.maskOf(1);
            assertThat(left.logits()[0]).isEqualTo(1);
            assertThat(left.logits()[19]).isEqualTo(-1);
            assertThat(lower.logits()[0]).isEqualTo(-1);
            assertThat(lower.logits()[19 * 20]).isEqualTo(1);
        }
    }

    @Test
    void readsAPoseExport() {
        try (var model = load("v8-pose.pt", UNSAID, null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.YOLO_POSE);
            requireLandmarks((RawDetections) answer(model, 0, 0, 0));
        }
    }

    @Test
    void readsAnEndToEndPoseExport() {
        try (var model = load("end2end-pose.pt", UNSAID, null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.END_TO_END_POSE);
            requireLandmarks((RawDetections) answer(model, 0, 0, 0));
        }
    }

    private static void requireLandmarks(RawDetections found) {
        assertThat(found.candidates()).hasSize(1);
        assertThat(found.candidates().getFirst().box()).isEqualTo(LESION);
        List<Keypoint> points = found.poses().getFirst().keypoints();
        assertThat(points).hasSize(17);
        assertThat(points.get(16)).isEqualTo(new Keypoint(160, 80, 0.5));
    }

    @Test
    void readsAnExportWithSuppressionInside() {
        try (var model = load("nms-detect.pt", UNSAID, null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.END_TO_END);
            var found = (RawDetections) answer(model, 0, 0, 0);

            assertThat(found.candidates()).as("not the 298 rows of filler").hasSize(2);
            assertThat(found.candidates().getFirst().box()).isEqualTo(LESION);
            assertThat(found.candidates().get(1).classIndex()).isOne();
        }
    }

    @Test
    void readsAnEndToEndSegmentExport() {
        try (var model = load("end2end-segment.pt", UNSAID, null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.END_TO_END_SEGMENT);
            var found = (RawDetections) answer(model, 0, 0, 0);

            assertThat(found.candidates()).hasSize(1);
            assertThat(found.maskOf(0).logits()[19]).isEqualTo(-1);
        }
    }

    @Test
    void takesTheProbabilitiesOfAClassifyExportAsTheyAre() {
        try (var model = load("v8-classify.pt", UNSAID, null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.PROBABILITIES);
            assertThat(model.input().resize()).isEqualTo(InputForm.Resize.CROP);
            var found = (ClassProbabilities) answer(model, 255, 0, 0);

            assertThat(found.values()).hasSize(3);
            // softmax(1, 0, 0)
            assertThat(found.values()[0]).isCloseTo(0.576117f, within(1e-5f));
            assertThat(found.best()).isZero();
        }
    }

    @Test
    void normalisesForAClassifierWithLogitsAndSoftensThem() {
        try (var model = load("logits.pt", new ModelEntry.Input(64, 64), null)) {
            assertThat(model.contract().kind()).isEqualTo(OutputKind.LOGITS);
            var found = (ClassProbabilities) answer(model, 255, 0, 128);

            // (1-.485)/.229, (0-.456)/.224, (128/255-.406)/.225, softmaxed
            float[] logits = {2.248908f, -2.035714f, 0.426492f};
            assertThat(found.values()).containsExactly(softmax(logits), within(1e-4f));
        }
    }

    @Test
    void dividesLogitsByTheManifestsTemperature() {
        var entry = entry("logits.pt", new ModelEntry.Input(64, 64), null, 2.0);
        try (var model = ModelFiles.load(STUBS, entry, devices)) {
            var found = (ClassProbabilities) answer(model, 255, 0, 128);

            float[] halved = {1.124454f, -1.017857f, 0.213246f};
            assertThat(found.values()).containsExactly(softmax(halved), within(1e-4f));
        }
    }

    @Test
    void readsSemanticSegmentationAsATensor() {
        try (var model = load("mask-tensor.pt", new ModelEntry.Input(64, 64), null)) {
            var dark = (RegionGrids) answer(model, 0, 0, 0);

            assertThat(model.contract().kind()).isEqualTo(OutputKind.MASK_LOGITS);
            assertThat(dark.columns()).isEqualTo(32);
            assertThat(dark.grid(0).logits()).containsOnly(10f);
            assertThat(((RegionGrids) answer(model, 255, 255, 255)).winner(3, 3)).isZero();
        }
    }

    @Test
    void readsSemanticSegmentationAsATupleOrADict() {
        for (String file : List.of("mask-tuple.pt", "mask-dict.pt")) {
            try (var model = load(file, new ModelEntry.Input(64, 64), null)) {
                var green = (RegionGrids) answer(model, 10, 200, 20);

                assertThat(green.winner(5, 5)).as(file).isOne();
                assertThat(green.classes()).isEqualTo(3);
            }
        }
    }

    @Test
    void readsMoveNetInItsOwnUnits() {
        var wide = new ModelEntry.Input(192, 192, "NHWC", "int32", "letterbox", null, null, null);
        try (var model = load("movenet.pt", wide, null)) {
            var pose = (Pose) answer(model, 255, 0, 0);

            assertThat(model.contract().kind()).isEqualTo(OutputKind.MOVENET);
            Keypoint tenth = pose.keypoints().get(10);
            assertThat(tenth.x()).isCloseTo(10 / 40.0 * 192, within(1e-3));
            assertThat(tenth.y()).isCloseTo(10 / 20.0 * 192, within(1e-3));
            assertThat(tenth.score()).isEqualTo(1);
        }
    }

    @Test
    void readsBlazePoseWithoutItsAlignmentPoints() {
        try (var model = load("blazepose.pt", new ModelEntry.Input(256, 256), null)) {
            var pose = (Pose) answer(model, 0, 0, 0);

            assertThat(pose.keypoints()).hasSize(33);
            assertThat(pose.keypoints().get(32)).isEqualTo(new Keypoint(64, 96, 0.5));
        }
    }

    @Test
    void letsTheManifestNameTheLayout() {
        assertThatThrownBy(() -> load("nms-detect.pt", UNSAID, "yolo-detect"))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("there are 2 class names");
        assertThatThrownBy(() -> load("nms-detect.pt", UNSAID, "yolo-dtect"))
                .hasMessageContaining("is not known; known are detections+mask, yolo-detect");
    }

    @Test
    void refusesYolo5AndSaysHowToExport() {
        assertThatThrownBy(() -> load("v5-detect.pt", UNSAID, null))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("YOLOv5")
                .hasMessageContaining("yolo export format=torchscript");
    }

    @Test
    void asksForTheSizeThatAFileDoesNotSay() {
        assertThatThrownBy(() -> load("logits.pt", UNSAID, null))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("give input.width and input.height");
    }

    @Test
    void refusesCheckpointsOfBothFormsWithTheExportCommand() {
        for (String file : List.of("checkpoint.pt", "checkpoint-legacy.pt")) {
            assertThatThrownBy(() -> load(file, UNSAID, null))
                    .isInstanceOf(ModelRefused.class)
                    .hasMessageContaining("training checkpoint")
                    .hasMessageContaining("yolo export model=FILE format=torchscript");
        }
    }

    @Test
    void refusesACutFileAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(ModelFiles.stub("v8-detect.pt"));
        write("cut.pt", Arrays.copyOf(whole, whole.length / 2));

        requireRefusal("cut.pt", "cut off or damaged");
    }

    @Test
    void refusesForeignFilesByWhatTheyAre() throws IOException {
        write("net.tflite", new byte[] {0x1c, 0, 0, 0, 'T', 'F', 'L', '3', 0});
        write("net.h5", new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n'});
        write("net.onnx", new byte[] {8, 7, 18, 7});
        write("model.json", "{\"format\":\"graph-model\"}".getBytes());
        write("photo.pt", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});

        Map<String, String> reasons =
                Map.of(
                        "net.tflite", "TFLite",
                        "net.h5", "Keras",
                        "net.onnx", "ONNX",
                        "model.json", "TensorFlow",
                        "photo.pt", "not a TorchScript file");
        reasons.forEach(requirement());
    }

    private BiConsumer<String, String> requirement() {
        return this::requireRefusal;
    }

    private void requireRefusal(String file, String reason) {
        assertThat(ForeignFile.refusal(dir.resolve(file))).as(file).contains(reason);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(dir.resolve(name), content);
    }

    private static LoadedModel load(String file, ModelEntry.Input input, @Nullable String kind) {
        return ModelFiles.load(STUBS, entry(file, input, kind, 1.0), devices);
    }

    private static ModelEntry entry(
            String file, ModelEntry.Input input, @Nullable String kind, double temperature) {
        return ModelEntry.builder("stub", "1.0", "test", Contract.DROP_IN)
                .file(file, ModelFiles.sha256(ModelFiles.stub(file)))
                .active(true)
                .shadow(false)
                .input(input)
                .output(new ModelEntry.Output(kind, List.of()))
                .temperature(temperature)
                .build();
    }

    private static Answer answer(LoadedModel model, int red, int green, int blue) {
        var image = ByteBuffer.allocateDirect(model.input().bytes());
        while (image.hasRemaining()) {
            image.put((byte) red).put((byte) green).put((byte) blue);
        }
        return model.answer(image.flip());
    }

    private static float[] softmax(float[] logits) {
        var result = new float[logits.length];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        for (int i = 0; i < logits.length; i++) {
            result[i] = (float) (Math.exp(logits[i]) / sum);
        }
        return result;
    }
}
