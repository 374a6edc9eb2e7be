package io.dermflow.stack.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceRecipeTest {

    private static final String CACHE = "-XX:AOTCache=/caches/app.aot";

    @TempDir Path directory;

    @Test
    void aServiceStartsFromItsCache() throws Exception {
        assertThat(command("")).contains(CACHE, "/caches/gateway-service.jar");
    }

    @Test
    void besideTheTracingAgentTheCacheIsLeftOutBecauseJavaCannotUseIt() throws Exception {
        assertThat(command("http://127.0.0.1:4318"))
                .contains("-javaagent:/built/agent.jar")
                .doesNotContain(CACHE);
    }

    @Test
    void aCacheThatComesWhileTheStackRunsIsUsedAtTheNextStart() throws Exception {
        List<Program> built =
                new java.util.ArrayList<>(List.of(Program.plain(Path.of("/built/gateway.jar"))));
        ServiceRecipe recipe = recipe("", built);

        assertThat(recipe.launch().command()).contains("/built/gateway.jar");
        built.set(0, cached());

        assertThat(recipe.launch().command()).contains(CACHE);
    }

    private List<String> command(String endpoint) throws Exception {
        return recipe(endpoint, List.of(cached())).launch().command();
    }

    private ServiceRecipe recipe(String endpoint, List<Program> programs) throws Exception {
        var data = new DataDirectory(directory);
        return new ServiceRecipe(
                Instance.first(Part.GATEWAY),
                data,
                Ports.settle(data, OptionalInt.of(0)),
                programs::getFirst,
                new Tracing(Path.of("/built/agent.jar"), Path.of("/deploy/agent.properties")),
                () -> Map.of(Tracing.ENDPOINT, endpoint));
    }

    private static Program cached() {
        return new Program(Path.of("/caches/gateway-service.jar"), List.of(CACHE));
    }
}
