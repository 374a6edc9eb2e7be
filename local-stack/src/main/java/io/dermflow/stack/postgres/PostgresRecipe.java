package io.dermflow.stack.postgres;

import io.dermflow.stack.home.Checkout;
import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.Secrets;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.process.Launch;
import io.dermflow.stack.process.LeftOvers;
import io.dermflow.stack.process.Recipe;
import io.dermflow.stack.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The database server as a direct child: no wrapper JVM, so that a kill hits the server itself and
/// its death is seen at once.
public final class PostgresRecipe implements Recipe {

    private static final int MAX_CONNECTIONS = 100;

    private final DataDirectory data;
    private final Ports ports;
    private final Checkout checkout;
    private final Databases databases;
    private final Pulse pulse;
    private final Secrets secrets;
    private final PostgresUser user;

    public PostgresRecipe(DataDirectory data, Ports ports, Secrets secrets, Checkout checkout) {
        this(data, ports, secrets, checkout, PostgresUser.here());
    }

    PostgresRecipe(
            DataDirectory data,
            Ports ports,
            Secrets secrets,
            Checkout checkout,
            PostgresUser user) {
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
        this.checkout = checkout;
        this.user = user;
        this.databases = new Databases(ports.number(Port.POSTGRES), secrets);
        this.pulse = new Pulse(databases);
    }

    @Override
    public Part part() {
        return Part.POSTGRES;
    }

    /// Makes the cluster if there is none, and removes what a killed server left: backends that
    /// still hold its memory, and a lock file whose pid may be another program's by now.
    @Override
    public void prepare() throws IOException, InterruptedException {
        Path cluster = cluster();
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            LeftOvers.removePostgres(cluster);
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        } else {
            create(cluster);
        }
    }

    @Override
    public Launch launch() throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.addAll(binaries().command("postgres", cluster()));
        settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return new Launch(command, Map.of(), data.log(part()));
    }

    @Override
    public boolean healthy() {
        return pulse.beats();
    }

    @Override
    public void settle() throws IOException {
        databases.ensure();
    }

    /// A fast shutdown: TERM would wait for clients to leave.
    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }

    @Override
    public Duration grace() {
        return Duration.ofSeconds(15);
    }

    private Path cluster() {
        return data.postgres().resolve("data");
    }

    private void create(Path cluster) throws IOException, InterruptedException {
        Files.createDirectories(data.postgres());
        FileTree.delete(cluster);
        var newCluster = new NewCluster(binaries(), user, data.log(part()));
        newCluster.create(cluster, secrets.value(Databases.SUPERUSER_SECRET));
    }

    private PostgresBinaries binaries() throws IOException {
        return PostgresBinaries.unpackedBelow(checkout.scratch());
    }

    private Map<String, String> settings() {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "port", Integer.toString(ports.number(Port.POSTGRES)),
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "shared_buffers", "32MB",
                "max_connections", Integer.toString(MAX_CONNECTIONS),
                // No worker processes for a database of this size.
                "io_method", "sync");
    }
}
