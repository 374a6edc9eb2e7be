package io.dermflow.imaging.detections;

import java.util.List;

/// How a network's output tensors are to be read. One implementation per layout that people's files
/// have; a manifest names it by its kind, or [ContractFinder] recognises it.
///
/// Implementations are values: thread-safe, and the same for every picture.
public sealed interface OutputContract
        permits CandidatesAndMask,
                RawYolo,
                EndToEndYolo,
                ClassScores,
                SemanticMask,
                MoveNetPose,
                BlazePose {

    /// Under which name a manifest asks for it.
    OutputKind kind();

    /// Reads one picture's outputs.
    ///
    /// @throws ContractRefused if they have another shape
    Answer decode(List<Tensor> outputs);
}
