package io.dermflow.stack.demo;

/// How the analysis of one image ended.
public sealed interface Verdict {

    /// @param result the result document, JSON
    /// @param report for a person to read
    record Succeeded(String result, String report) implements Verdict {}

    /// The image can't be judged.
    ///
    /// @param reasons a sentence a line
    /// @param document what the service says about it, JSON
    record Rejected(String reasons, String document) implements Verdict {}

    record Failed(String reason) implements Verdict {}

    /// The exit status that tells a script.
    default int exitStatus() {
        return switch (this) {
            case Succeeded _ -> 0;
            case Rejected _ -> 2;
            case Failed _ -> 1;
        };
    }
}
