package io.dermflow.llm.parts;

import io.dermflow.kit.testing.TestBroker;
import io.dermflow.kit.testing.TestPostgres;
import io.dermflow.kit.testing.Tokens;
import io.dermflow.llm.LlmBridgeApplication;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on a port of its own, as often as a test needs it: restarts and replicas are
/// further ones on the same database.
public final class Bridge implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Bridge(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param settings beside or instead of the usual ones: key, value, key, value…
    public static Bridge start(Neighbours neighbours, String... settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("spring.datasource.url", TestPostgres.url("llm"));
        all.put("spring.datasource.username", "llm");
        all.put("spring.datasource.password", "llm");
        all.put("spring.datasource.hikari.maximum-pool-size", "4");
        all.put("dermflow.kafka.bootstrap-servers", TestBroker.shared().address());
        all.put("dermflow.app.replica", "llm-" + UUID.randomUUID());
        all.put("dermflow.profile.ingest", neighbours.url());
        all.put("dermflow.profile.report", neighbours.url());
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new Bridge(
                new SpringApplicationBuilder(LlmBridgeApplication.class, Tokens.class)
                        .run(arguments(all)));
    }

    private static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                .toArray(String[]::new);
    }

    public URI url() {
        return URI.create(
                "http://127.0.0.1:"
                        + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
