package io.dermflow.vision.model;

import io.dermflow.imaging.detections.ContractFinder;
import io.dermflow.imaging.detections.ContractRefused;
import io.dermflow.imaging.detections.OutputContract;
import io.dermflow.imaging.detections.OutputHints;
import io.dermflow.imaging.detections.OutputKind;
import io.dermflow.imaging.detections.Tensor;
import io.dermflow.vision.model.ModelEntry.Contract;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// How a file fits in: what goes into it and what comes out, settled by a dry run on zeros.
///
/// @param entry with what the file itself says put in
record Fit(ModelEntry entry, InputForm form, OutputContract contract) {

    /// @param sample what came out for zeros
    record Found(Fit fit, List<Tensor> sample) {}

    /// @param probe a worker for a form of input; closed here
    /// @throws ModelRefused if nothing fits
    static Found find(
            ModelEntry declared,
            Path file,
            Function<InputForm, ? extends Batcher.Worker<ByteBuffer, List<Tensor>>> probe) {
        FileFacts facts = FileFacts.read(file);
        ModelEntry entry = facts.complete(declared);
        boolean ultralytics = facts.task().isPresent();
        try {
            Optional<OutputKind> named = named(entry);
            InputForm form = InputForm.of(entry, named, ultralytics);
            List<Tensor> sample = dryRun(form, probe);
            OutputContract contract = ContractFinder.find(hints(entry, facts, named), sample);
            InputForm settled = InputForm.of(entry, Optional.of(contract.kind()), ultralytics);
            return new Found(new Fit(entry, settled, contract), sample);
        } catch (ContractRefused e) {
            throw new ModelRefused(ModelFile.label(entry) + ": " + e.getMessage(), e);
        }
    }

    private static Optional<OutputKind> named(ModelEntry entry) {
        return entry.contract() == Contract.PREPARED
                ? Optional.of(OutputKind.DETECTIONS_MASK)
                : Optional.ofNullable(entry.output().kind()).map(OutputKind::named);
    }

    private static List<Tensor> dryRun(
            InputForm form,
            Function<InputForm, ? extends Batcher.Worker<ByteBuffer, List<Tensor>>> probe) {
        try (var worker = probe.apply(form)) {
            List<List<Tensor>> pictures =
                    worker.apply(List.of(ByteBuffer.allocateDirect(form.bytes())));
            if (pictures.isEmpty()) {
                throw new ContractRefused("the network answers with no tensor at all");
            }
            return pictures.getFirst();
        }
    }

    private static OutputHints hints(
            ModelEntry entry, FileFacts facts, Optional<OutputKind> named) {
        return new OutputHints(
                named,
                facts.task(),
                entry.output().names(),
                facts.keypointShape(),
                entry.input().width(),
                entry.input().height(),
                entry.thresholds().conf(),
                entry.calibration());
    }
}
