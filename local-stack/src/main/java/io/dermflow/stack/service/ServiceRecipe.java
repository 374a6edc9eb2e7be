package io.dermflow.stack.service;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.HttpProbe;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Launch;
import io.dermflow.stack.process.Program;
import io.dermflow.stack.process.ProgramSource;
import io.dermflow.stack.process.Recipe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A service of the suite from its real jar: what differs from production is addresses only.
///
/// @param program asked at each start, because a start-up cache may have come meanwhile
/// @param environment asked at each start, because tests change it in between
public record ServiceRecipe(
        Instance instance,
        DataDirectory data,
        Ports ports,
        ProgramSource program,
        Tracing tracing,
        Supplier<Map<String, String>> environment)
        implements Recipe {

    // Enough for a small service: half the start time of the full compiler.
    private static final String FIRST_TIER = "-XX:TieredStopAtLevel=1";

    @Override
    public Part part() {
        return instance.part();
    }

    @Override
    public Launch launch() throws IOException, InterruptedException {
        Map<String, String> variables = environment.get();
        List<String> agent = tracing.jvmOptions(part(), variables);
        Program chosen = program.get();
        List<String> options = new ArrayList<>(heap(part()));
        // Java can't use its cache beside an agent, and says so in five lines.
        options.addAll(agent.isEmpty() ? chosen.options() : agent);
        List<String> command = JavaCommand.ofJar(data, part(), options, chosen.jar());
        return new Launch(command, variables, data.log(instance));
    }

    @Override
    public boolean healthy() {
        int port = ports.number(Port.of(instance));
        return HttpProbe.status(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                == 200;
    }

    /// The worker finishes the jobs it holds before it ends.
    @Override
    public Duration grace() {
        return part() == Part.VISION ? Duration.ofSeconds(35) : Duration.ofSeconds(15);
    }

    /// Heaps are bounded for a laptop. The worker's images and tensors live outside its heap.
    public static List<String> heap(Part service) {
        return switch (service) {
            case INGEST -> List.of("-Xmx256m");
            case VISION -> List.of("-Xmx384m");
            case REPORT -> List.of(FIRST_TIER, "-Xmx224m");
            case GATEWAY, LLM -> List.of(FIRST_TIER, "-Xmx160m");
            case KAFKA, POSTGRES, OBJECTS ->
                    throw new IllegalStateException(service + " is no service");
        };
    }
}
