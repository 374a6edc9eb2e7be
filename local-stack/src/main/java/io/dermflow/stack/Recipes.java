package io.dermflow.stack;

import io.dermflow.stack.cache.StartCaches;
import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.kafka.KafkaRecipe;
import io.dermflow.stack.kafka.KafkaSecurity;
import io.dermflow.stack.objects.ObjectsRecipe;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.postgres.PostgresRecipe;
import io.dermflow.stack.process.ProgramSource;
import io.dermflow.stack.process.Recipe;
import io.dermflow.stack.service.ServiceEnvironment;
import io.dermflow.stack.service.ServiceRecipe;
import io.dermflow.stack.service.Tracing;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How each part of one stack is started.
final class Recipes {

    private final Checkout checkout;
    private final DataDirectory data;
    private final Ports ports;
    private final Secrets secrets;
    private final Environments environments;
    private final StartCaches caches;
    private final @Nullable KafkaSecurity kafkaSecurity;

    Recipes(StackOptions options, Ports ports) {
        this.checkout = options.checkout();
        this.data = options.data();
        this.ports = ports;
        this.secrets = new Secrets(data);
        this.kafkaSecurity =
                options.partners().isEmpty()
                        ? null
                        : new KafkaSecurity(checkout, data, secrets, options.partners());
        this.environments =
                new Environments(
                        new ServiceEnvironment(
                                checkout, data, ports, secrets, options::processes, kafkaSecurity),
                        options.environment());
        this.caches = new StartCaches(checkout);
        createClientSecrets();
    }

    Environments environments() {
        return environments;
    }

    Recipe of(Instance instance) {
        Part part = instance.part();
        return switch (part) {
            case KAFKA -> new KafkaRecipe(data, ports, kafkaSecurity);
            case POSTGRES -> new PostgresRecipe(data, ports, secrets, checkout);
            case OBJECTS -> new ObjectsRecipe(data, ports, secrets);
            case REPORT, LLM, VISION, INGEST, GATEWAY ->
                    new ServiceRecipe(
                            instance,
                            data,
                            ports,
                            program(part),
                            new Tracing(checkout.tracingAgent(), checkout.tracingSettings()),
                            () -> environments.of(instance));
        };
    }

    private ProgramSource program(Part part) {
        Path jar = checkout.jar(part).orElseThrow(() -> new MissingJar(part));
        return () -> caches.program(part, jar);
    }

    /// All before ingest-service starts, because it knows the clients whose files it finds; also
    /// those of parts that run from an IDE.
    private void createClientSecrets() {
        for (Part part : Part.values()) {
            if (part.isService()) {
                secrets.clientFile(part.shortName());
            }
        }
    }
}
