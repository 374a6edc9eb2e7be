package io.dermflow.stack.home;

import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.Optional;

/// The folder the project was cloned into, where the service jars lie.
public record Checkout(Path root) {

    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /// The checkout this code was built in.
    ///
    /// @throws IllegalStateException if the code does not lie below a checkout
    public static Checkout here() {
        for (Path at = codeSource(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("local-stack").resolve("pom.xml"))) {
                return new Checkout(at);
            }
        }
        throw new IllegalStateException("the launcher does not lie in a checkout of Dermflow");
    }

    /// The runnable jar of a service, if it was built.
    public Optional<Path> jar(Part service) {
        Path target = root.resolve(service.module()).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        String pattern = service.module() + "-*-exec.jar";
        try (var jars = Files.newDirectoryStream(target, pattern)) {
            Path newest = null;
            for (Path jar : jars) {
                if (newest == null || Comparator.<Path>naturalOrder().compare(jar, newest) > 0) {
                    newest = jar;
                }
            }
            return Optional.ofNullable(newest);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + target, e);
        }
    }

    /// The models shipped with the project.
    public Path models() {
        return root.resolve("models");
    }

    /// The OpenTelemetry agent, which the build puts there.
    public Path tracingAgent() {
        return root.resolve("local-stack/target/agent/opentelemetry-javaagent.jar");
    }

    /// What the agent is told, here as in the images.
    public Path tracingSettings() {
        return root.resolve("deploy/observability/agent.properties");
    }

    /// What the launcher keeps for this checkout and git ignores: unpacked binaries, and the name
    /// of the data directory last started.
    public Path scratch() {
        return root.resolve(".dermflow");
    }

    private static Path codeSource() {
        CodeSource source = Checkout.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the launcher's own location is not a path", e);
        }
    }
}
