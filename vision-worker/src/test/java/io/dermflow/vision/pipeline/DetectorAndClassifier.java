package io.dermflow.vision.pipeline;

import io.dermflow.vision.model.ActiveModels;
import io.dermflow.vision.model.ModelFiles;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The shipped lesion detector of version 1.0 and a stub that classifies what it finds.
final class DetectorAndClassifier {

    private static final String MANIFEST =
            """
            {"schema":1,"models":[
             {"name":"lesion","version":"1.0","task":"lesion","contract":"prepared",
              "file":"lesion.pt","sha256":"%s","active":true,
              "input":{"width":320,"height":320},"output":{"names":["lesion"]}},
             {%s,"task":"lesion-dx","contract":"drop-in",
              "file":"dx.pt","sha256":"%s","active":true}]}
            """;

    private DetectorAndClassifier() {}

    /// Models on these files, not started yet.
    ///
    /// @param dir gets the files and their manifest
    /// @param stub file of the classifier
    /// @param facts of the classifier's entry: name, version and what else the manifest says of it
    static ActiveModels in(Path dir, String stub, String facts) throws IOException {
        return in(dir, stub, facts, new SimpleMeterRegistry());
    }

    /// The same, with each answer counted.
    static ActiveModels in(Path dir, String stub, String facts, MeterRegistry meters)
            throws IOException {
        Files.copy(ModelFiles.SHIPPED.resolve("lesion/v1.0/model.pt"), dir.resolve("lesion.pt"));
        Files.copy(ModelFiles.stub(stub), dir.resolve("dx.pt"));
        Files.writeString(
                dir.resolve("models.json"),
                MANIFEST.formatted(
                        ModelFiles.sha256(dir.resolve("lesion.pt")),
                        facts,
                        ModelFiles.sha256(dir.resolve("dx.pt"))));
        return ModelFiles.metered(dir, meters);
    }
}
