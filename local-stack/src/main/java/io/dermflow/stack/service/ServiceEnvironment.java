package io.dermflow.stack.service;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.kafka.KafkaSecurity;
import io.dermflow.stack.objects.ObjectsRecipe;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.postgres.Databases;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The environment each service finds in an embedded stack: the same variables as in production,
/// with this stack's addresses and secrets.
public final class ServiceEnvironment {

    /// What glibc does with the memory of tensors: keeps it for the next ones, in one arena. With
    /// its own rules it hands megabytes back after each inference and gets them anew, page by page
    /// (docs/RATIONALE.md, "The worker's allocator").
    public static final Map<String, String> ALLOCATOR =
            Map.of(
                    "MALLOC_ARENA_MAX", "1",
                    "MALLOC_MMAP_THRESHOLD_", Integer.toString(32 << 20),
                    "MALLOC_TRIM_THRESHOLD_", Integer.toString(256 << 20));

    private final Checkout checkout;
    private final DataDirectory data;
    private final Ports ports;
    private final Secrets secrets;
    private final Databases databases;
    private final ToIntFunction<Part> processes;
    private final @Nullable KafkaSecurity kafkaSecurity;

    /// @param processes how many of a part there are
    /// @param kafkaSecurity null where Kafka is open to this machine
    public ServiceEnvironment(
            Checkout checkout,
            DataDirectory data,
            Ports ports,
            Secrets secrets,
            ToIntFunction<Part> processes,
            @Nullable KafkaSecurity kafkaSecurity) {
        this.checkout = checkout;
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
        this.processes = processes;
        this.kafkaSecurity = kafkaSecurity;
        this.databases = new Databases(ports.number(Port.POSTGRES), secrets);
    }

    public Map<String, String> of(Instance instance) {
        Part service = instance.part();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PORT", Integer.toString(ports.number(Port.of(instance))));
        environment.put("BIND_ADDRESS", "127.0.0.1");
        environment.put("REPLICA_NAME", service.module() + "-" + instance.number());
        environment.put("SERVICE_CLIENT_ID", service.shortName());
        environment.put(
                "SERVICE_CLIENT_SECRET_FILE", secrets.clientFile(service.shortName()).toString());
        putAddresses(environment);
        if (kafkaSecurity != null && service != Part.GATEWAY) {
            environment.putAll(kafkaSecurity.environment(service.shortName()));
        }
        putOwn(service, environment);
        return environment;
    }

    private void putAddresses(Map<String, String> environment) {
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.number(Port.KAFKA));
        environment.put("INGEST_URL", urls(Part.INGEST));
        environment.put("VISION_URL", urls(Part.VISION));
        environment.put("LLM_BRIDGE_URL", urls(Part.LLM));
        environment.put("REPORT_URL", urls(Part.REPORT));
        environment.put("OBJECT_STORE", "s3");
        environment.put("S3_ENDPOINT", url(Port.OBJECTS));
        environment.put("S3_REGION", "us-east-1");
        environment.put("S3_ACCESS_KEY", secrets.value(ObjectsRecipe.ACCESS_KEY));
        environment.put("S3_SECRET_KEY", secrets.value(ObjectsRecipe.SECRET_KEY));
    }

    private void putOwn(Part service, Map<String, String> environment) {
        switch (service) {
            case INGEST -> {
                environment.put("DATABASE_URL", databases.url(service));
                environment.put("TOKEN_KEYS_DIR", data.secrets().resolve("token-keys").toString());
                environment.put("SERVICE_CLIENTS_DIR", secrets.clients().toString());
            }
            case REPORT, LLM -> environment.put("DATABASE_URL", databases.url(service));
            case VISION -> {
                environment.put("MODELS_DIR", checkout.models().toString());
                environment.putAll(ALLOCATOR);
            }
            case GATEWAY ->
                    environment.put(
                            "DERMFLOW_EDGE_METRICSPORT",
                            Integer.toString(ports.number(Port.GATEWAY_METRICS)));
            case KAFKA, POSTGRES, OBJECTS ->
                    throw new IllegalArgumentException(service + " is no service");
        }
    }

    private String urls(Part part) {
        return IntStream.rangeClosed(1, processes.applyAsInt(part))
                .mapToObj(number -> url(Port.of(new Instance(part, number))))
                .collect(Collectors.joining(","));
    }

    private String url(Port port) {
        return "http://127.0.0.1:" + ports.number(port);
    }
}
