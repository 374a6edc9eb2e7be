package io.dermflow.imaging.detections;

import java.util.List;

/// Recognises how a network's outputs are laid out: by the manifest's word, by the file's own
/// metadata, at last by shape. Refuses loudly rather than guess: a wrong guess looks like a bad
/// network.
public final class ContractFinder {

    private static final int MOST_DETECTIONS = 1000;
    private static final int ULTRALYTICS_PROTOTYPES = 32;
    private static final int COCO_LANDMARKS = 17;
    private static final int NUMBERS = 3;
    private static final double SUM_TOLERANCE = 1e-3;

    private final OutputHints hints;
    private final List<Tensor> outputs;
    private final Tensor first;

    private ContractFinder(OutputHints hints, List<Tensor> outputs) {
        this.hints = hints;
        this.outputs = outputs;
        this.first = SemanticMask.main(outputs);
    }

    /// @param outputs of one run, for instance on zeros
    /// @return a contract that can read these outputs; it has done so once
    /// @throws ContractRefused with what was found and what could be done
    public static OutputContract find(OutputHints hints, List<Tensor> outputs) {
        if (outputs.isEmpty()) {
            throw new ContractRefused("the network answers with no tensor at all");
        }
        var finder = new ContractFinder(hints, outputs);
        OutputContract contract = hints.kind().map(finder::named).orElseGet(finder::recognised);
        contract.decode(outputs);
        return contract;
    }

    private OutputContract named(OutputKind kind) {
        return switch (kind) {
            case DETECTIONS_MASK -> new CandidatesAndMask(hints.conf());
            case YOLO_DETECT -> rawYolo(new Head.Plain());
            case YOLO_SEGMENT -> rawYolo(masks());
            case YOLO_POSE -> rawYolo(keypoints());
            case END_TO_END -> new EndToEndYolo(new Head.Plain(), hints.conf());
            case END_TO_END_SEGMENT -> new EndToEndYolo(masks(), hints.conf());
            case END_TO_END_POSE -> new EndToEndYolo(keypoints(), hints.conf());
            case PROBABILITIES -> classScores(false);
            case LOGITS -> classScores(true);
            case MASK_LOGITS -> new SemanticMask(namedRegions());
            case MOVENET -> new MoveNetPose(hints.inputWidth(), hints.inputHeight());
            case BLAZEPOSE -> new BlazePose();
        };
    }

    private OutputContract recognised() {
        if (hints.taskIs("obb")) {
            throw new ContractRefused(
                    "oriented boxes (task obb) are not supported; train or export task=detect");
        }
        return switch (first.rank()) {
            case 1 -> vector();
            case 2 -> table();
            case 3 -> grid();
            default -> throw unknown();
        };
    }

    private OutputContract vector() {
        if (first.size(0) == BlazePose.VALUES
                && !hints.taskIs("classify")
                && hints.names().size() != BlazePose.VALUES) {
            return new BlazePose();
        }
        return classScores(!hints.taskIs("classify") && !sumsToOne());
    }

    private OutputContract grid() {
        return first.shape().equals(MoveNetPose.SHAPE)
                ? new MoveNetPose(hints.inputWidth(), hints.inputHeight())
                : new SemanticMask(namedRegions());
    }

    /// `[4+nc+extra, N]`, or transposed and short `[n, 6+extra]`. The number of grid cells follows
    /// from the input's size, so it tells a raw head from everything else.
    private OutputContract table() {
        if (first.size(1) == hints.gridCells()) {
            return rawYolo(head());
        }
        if (first.size(0) == hints.gridCells()) {
            throw new ContractRefused(
                    "%s is YOLOv5's layout with objectness, which is not supported; export it with"
                                    .formatted(first.shapeText())
                            + " Ultralytics 8 or newer: `yolo export format=torchscript`");
        }
        if (first.size(0) <= MOST_DETECTIONS && first.size(1) == 6 + head().extra()) {
            return new EndToEndYolo(head(), hints.conf());
        }
        throw unknown();
    }

    private Head head() {
        if (outputs.size() > 1 && outputs.get(1).rank() == 3) {
            return masks();
        }
        int landmarks = COCO_LANDMARKS * NUMBERS;
        boolean pose =
                hints.taskIs("pose")
                        || hints.task().isEmpty()
                                && (first.size(1) == 6 + landmarks
                                        || hints.names().size() == 1
                                                && first.size(0) == 5 + landmarks);
        return pose ? keypoints() : new Head.Plain();
    }

    private Head masks() {
        boolean known = outputs.size() > 1 && outputs.get(1).rank() == 3;
        return new Head.Masks(known ? outputs.get(1).size(0) : ULTRALYTICS_PROTOTYPES);
    }

    private Head keypoints() {
        return hints.keypointShape().size() == 2
                ? new Head.Keypoints(hints.keypointShape().get(0), hints.keypointShape().get(1))
                : new Head.Keypoints(COCO_LANDMARKS, NUMBERS);
    }

    private OutputContract rawYolo(Head head) {
        int found = first.rank() == 2 ? first.size(0) - YoloColumns.BOX - head.extra() : 0;
        int classes = hints.names().isEmpty() ? found : hints.names().size();
        if (classes < 1 || classes != found) {
            throw new ContractRefused(
                    "found %s, which means %d classes, but there are %d class names"
                            .formatted(Tensor.shapes(outputs), found, hints.names().size()));
        }
        return new RawYolo(classes, head, hints.conf());
    }

    private OutputContract classScores(boolean logits) {
        int classes = first.rank() == 1 ? first.size(0) : 0;
        if (!hints.names().isEmpty() && hints.names().size() != classes) {
            throw new ContractRefused(
                    "found %s, but there are %d class names"
                            .formatted(Tensor.shapes(outputs), hints.names().size()));
        }
        return new ClassScores(classes, logits, hints.temperature());
    }

    /// A network with one grid may name two classes, background and foreground.
    private int namedRegions() {
        int names = hints.names().size();
        return first.rank() == 3 && first.size(0) == 1 && names <= 2 ? 1 : names;
    }

    private boolean sumsToOne() {
        double sum = 0;
        for (float value : first.values()) {
            if (value < 0) {
                return false;
            }
            sum += value;
        }
        return Math.abs(sum - 1) < SUM_TOLERANCE;
    }

    private ContractRefused unknown() {
        return new ContractRefused(
                "no known layout: found %s%s; name it by output.kind in the manifest, or export it"
                                .formatted(
                                        Tensor.shapes(outputs),
                                        hints.task().map(task -> ", task " + task).orElse(""))
                        + " so that it has one of those of docs/MODELS.md");
    }
}
