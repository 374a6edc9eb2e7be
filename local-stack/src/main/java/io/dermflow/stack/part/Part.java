package io.dermflow.stack.part;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The processes of a stack, in the order they start; they stop in the reverse order, so that the
/// door closes first and the stores last.
public enum Part {
    KAFKA("local-stack"),
    POSTGRES("local-stack"),
    OBJECTS("local-stack"),
    REPORT("report-service"),
    LLM("llm-bridge"),
    VISION("vision-worker"),
    INGEST("ingest-service"),
    GATEWAY("gateway-service");

    private final String module;

    Part(String module) {
        this.module = module;
    }

    /// The short name, as the commands print and take it.
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The Maven module whose jar runs in the process.
    public String module() {
        return module;
    }

    public boolean isService() {
        return compareTo(OBJECTS) > 0;
    }

    /// How many processes of it may run: several of what the gateway or a Kafka group shares work
    /// out to.
    public int most() {
        return switch (this) {
            case KAFKA, POSTGRES, OBJECTS, GATEWAY -> 1;
            case REPORT, LLM, INGEST -> 2;
            case VISION -> 8;
        };
    }

    /// The parts that must be healthy before this one is started for the first time. Later a
    /// dependency may come and go: the services live with that.
    public Set<Part> needs() {
        return switch (this) {
            case KAFKA, POSTGRES, OBJECTS, LLM, GATEWAY -> Set.of();
            case VISION -> EnumSet.of(KAFKA, OBJECTS);
            case INGEST, REPORT -> EnumSet.of(KAFKA, POSTGRES, OBJECTS);
        };
    }

    /// The part of that short name or module name.
    public static Optional<Part> named(String name) {
        for (Part part : values()) {
            if (part.shortName().equals(name) || (part.isService() && part.module.equals(name))) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }
}
