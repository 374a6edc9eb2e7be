package io.dermflow.stack.objects;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.HttpProbe;
import io.dermflow.stack.process.JavaCommand;
import io.dermflow.stack.process.Launch;
import io.dermflow.stack.process.Recipe;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The S3 server as a child JVM, with the suite's buckets.
public final class ObjectsRecipe implements Recipe {

    /// The secrets that hold the store's key pair.
    public static final String ACCESS_KEY = "s3-access-key";

    public static final String SECRET_KEY = "s3-secret-key";

    private static final List<String> BUCKETS =
            List.of("raw-captures", "processed-artifacts", "models", "exports");

    // An upload part of 20 MiB may be held in memory while its signature is checked. The full
    // compiler, because only it uses the processor's own instructions for SHA-256 and MD5: with the
    // first tier those two over the same bytes were 60 % of this server's processor time.
    private static final List<String> JVM = List.of("-Xmx192m");

    private final DataDirectory data;
    private final Ports ports;
    private final Secrets secrets;

    public ObjectsRecipe(DataDirectory data, Ports ports, Secrets secrets) {
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
    }

    @Override
    public Part part() {
        return Part.OBJECTS;
    }

    @Override
    public Launch launch() {
        List<String> arguments = new ArrayList<>();
        arguments.add(data.objects().toString());
        arguments.add(Integer.toString(ports.number(Port.OBJECTS)));
        arguments.add(secrets.file(ACCESS_KEY).toString());
        arguments.add(secrets.file(SECRET_KEY).toString());
        arguments.addAll(BUCKETS);
        List<String> command = JavaCommand.ofMain(data, part(), JVM, ObjectServer.class, arguments);
        return new Launch(command, Map.of(), data.log(part()));
    }

    @Override
    public boolean healthy() {
        URI root = URI.create("http://127.0.0.1:" + ports.number(Port.OBJECTS) + "/");
        // Without a signature the answer is 403: the server is there.
        return HttpProbe.status(root) == 403;
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(10);
    }
}
