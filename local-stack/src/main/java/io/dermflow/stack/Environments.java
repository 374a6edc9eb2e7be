package io.dermflow.stack;

import io.dermflow.stack.part.Part;
import io.dermflow.stack.service.ServiceEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Each service's environment with the overrides of whoever runs the stack. Thread-safe.
final class Environments {

    private final ServiceEnvironment usual;
    private final Map<Part, Map<String, String>> overrides;

    Environments(ServiceEnvironment usual, Map<Part, Map<String, String>> overrides) {
        this.usual = usual;
        this.overrides = new ConcurrentHashMap<>(overrides);
    }

    void override(Part part, Map<String, String> variables) {
        overrides.put(part, Map.copyOf(variables));
    }

    Map<String, String> of(Part part) {
        Map<String, String> environment = new HashMap<>(usual.of(part));
        environment.putAll(overrides.getOrDefault(part, Map.of()));
        return environment;
    }
}
