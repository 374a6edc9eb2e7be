package io.dermflow.stack.home;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The one folder all state of a stack lives in: delete it and the stack is new.
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /// Creates what is missing.
    public void prepare() throws IOException {
        Files.createDirectories(logs());
        OwnerOnly.directory(secrets());
        OwnerOnly.directory(run());
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path objects() {
        return root.resolve("objects");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(Part part) {
        return logs().resolve(part.shortName() + ".log");
    }

    public Path log(Instance instance) {
        return logs().resolve(instance.shortName() + ".log");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /// What is true only while a supervisor runs: its lock and its control address.
    public Path run() {
        return root.resolve("run");
    }

    /// The environment of a service that is left out of the stack, for whoever runs it elsewhere.
    public Path environmentFile(Part service) {
        return run().resolve(service.shortName() + ".env");
    }

    public Path stackFile() {
        return root.resolve("stack.json");
    }
}
