package io.dermflow.stack;

import io.dermflow.stack.home.DataDirectory;
import io.dermflow.stack.home.FileTree;
import io.dermflow.stack.home.Port;
import io.dermflow.stack.home.Ports;
import io.dermflow.stack.home.StackLock;
import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import io.dermflow.stack.part.PartState;
import io.dermflow.stack.part.PartStatus;
import io.dermflow.stack.process.Child;
import io.dermflow.stack.process.LeftOvers;
import io.dermflow.stack.process.Poll;
import io.dermflow.stack.process.Spawner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A whole Dermflow on this machine: Kafka, PostgreSQL, an object store and every service, each a
/// process of its own that may die and be restarted alone. This object holds no server; the
/// children end with this JVM, also with its `kill -9`.
///
/// Thread-safe. Whoever started it closes it.
public final class LocalStack implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalStack.class);

    private final DataDirectory data;
    private final StackLock lock;
    private final Ports ports;
    private final Spawner spawner = new Spawner();
    private final Environments environments;
    private final Map<Instance, Child> children = new LinkedHashMap<>();

    private LocalStack(StackOptions options, StackLock lock) throws IOException {
        this.data = options.data();
        this.lock = lock;
        this.ports = Ports.settle(data, options.gatewayPort());
        var recipes = new Recipes(options, ports);
        this.environments = recipes.environments();
        for (Part part : Part.values()) {
            if (options.without().contains(part)) {
                environments.writeFile(part, data);
            } else {
                for (int number = 1; number <= options.processes(part); number++) {
                    add(new Instance(part, number), recipes);
                }
            }
        }
    }

    private void add(Instance instance, Recipes recipes) {
        Set<Part> needs = instance.part().needs();
        children.put(instance, new Child(recipes.of(instance), spawner, () -> healthy(needs)));
    }

    /// Starts all parts and returns at once; see [#awaitHealthy(Duration)]. Left-overs of a stack
    /// that was killed on the same data directory are removed first.
    ///
    /// @throws io.dermflow.stack.home.StackLock.AlreadyRunning if one runs there
    /// @throws io.dermflow.stack.home.PortTaken if the gateway's port is another program's
    /// @throws MissingJar if a service was not built
    public static LocalStack start(StackOptions options) throws IOException {
        options.data().prepare();
        StackLock lock = StackLock.take(options.data());
        try {
            LeftOvers.remove(options.data());
            var stack = new LocalStack(options, lock);
            stack.children.values().forEach(Child::start);
            return stack;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Waits until every part that is wanted is healthy.
    public void awaitHealthy(Duration limit) throws InterruptedException, TimeoutException {
        if (!Poll.until(limit, () -> unhealthy().isEmpty())) {
            throw new TimeoutException("not healthy after " + limit + ": " + unhealthy());
        }
    }

    public InetSocketAddress address(Part part) {
        return ports.address(part);
    }

    /// Where Prometheus asks a service: the gateway has a door of its own for it.
    public InetSocketAddress metricsAddress(Part service) {
        return service == Part.GATEWAY
                ? new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), ports.number(Port.GATEWAY_METRICS))
                : address(service);
    }

    /// Where clients talk to the stack.
    public URI gateway() {
        return URI.create("http://127.0.0.1:" + address(Part.GATEWAY).getPort());
    }

    /// Where a supervisor lets its commands in.
    public InetSocketAddress controlAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.number(Port.CONTROL));
    }

    public DataDirectory dataDirectory() {
        return data;
    }

    /// Kills a part with SIGKILL; it is started again by itself.
    public void kill(Part part) throws InterruptedException {
        child(part).kill();
    }

    /// The same with one process of a part.
    public void kill(Instance instance) throws InterruptedException {
        child(instance).kill();
    }

    /// Freezes a part with SIGSTOP until [#resume(Part)].
    public void pause(Part part) throws IOException {
        for (Child child : all(part)) {
            child.pause();
        }
    }

    public void resume(Part part) throws IOException {
        for (Child child : all(part)) {
            child.resume();
        }
    }

    /// Ends a part in good order and holds it down until [#start(Part)].
    public void stop(Part part) throws IOException, InterruptedException {
        for (Child child : all(part)) {
            child.stop();
        }
    }

    public void start(Part part) {
        all(part).forEach(Child::start);
    }

    /// Lets so many processes of a part run, the first ones, and ends the others in good order.
    ///
    /// @param processes at most what the stack was started with
    public void scale(Part part, int processes) throws IOException, InterruptedException {
        List<Child> all = all(part);
        Objects.checkIndex(processes, all.size() + 1);
        for (Child child : all.subList(processes, all.size())) {
            child.stop();
        }
        all.subList(0, processes).forEach(Child::start);
    }

    public void restart(Part part) throws IOException, InterruptedException {
        stop(part);
        start(part);
    }

    /// Replaces the processes of a part by new ones of the jar that lies there now, one after the
    /// other: the old one drains, the new one must be healthy before the next has its turn. Where
    /// there are two, the part serves throughout; where there is one, it is away for as long as it
    /// takes to start.
    ///
    /// @throws TimeoutException if a new process does not become healthy; the others stay as they
    ///   are
    public void replace(Part part, Duration limit)
            throws IOException, InterruptedException, TimeoutException {
        for (Child child : all(part)) {
            child.stop();
            child.start();
            if (!Poll.until(limit, () -> child.state() == PartState.HEALTHY)) {
                throw new TimeoutException(
                        child.instance().shortName() + " is not healthy after " + limit);
            }
        }
    }

    /// Variables a part gets from its next start on, over its usual ones.
    public void environment(Part part, Map<String, String> variables) {
        environments.override(part, variables);
    }

    /// Loses Kafka's log: kills the broker, removes its folder and starts it again.
    public void wipeKafka() throws IOException, InterruptedException {
        Child kafka = child(Part.KAFKA);
        kafka.halt();
        FileTree.delete(data.kafka());
        kafka.start();
    }

    public List<PartStatus> status() {
        return children.values().stream().map(this::status).toList();
    }

    /// Stops all parts in order, the door first and the stores last. A caller that is interrupted
    /// meanwhile gets what is left killed.
    @Override
    public void close() throws IOException {
        try {
            for (Child child : new ArrayList<>(children.values()).reversed()) {
                child.stop();
                log.info("{} is stopped", child.instance().shortName());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            children.values().forEach(Child::abandon);
        } finally {
            spawner.close();
            lock.close();
        }
    }

    private PartStatus status(Child child) {
        Instance instance = child.instance();
        return new PartStatus(
                instance,
                ports.address(instance),
                child.state(),
                child.pid(),
                child.restarts(),
                data.log(instance));
    }

    private boolean healthy(Set<Part> parts) {
        return parts.stream()
                .allMatch(part -> {
                    Child child = children.get(Instance.first(part));
                    // A part that is left out runs elsewhere, as the user says.
                    return child == null || child.state() == PartState.HEALTHY;
                });
    }

    private List<String> unhealthy() {
        return children.values().stream()
                .filter(child -> child.state() != PartState.HEALTHY)
                .filter(child -> child.state() != PartState.STOPPED)
                .map(child -> child.instance().shortName() + " " + child.state().shortName())
                .collect(Collectors.toList());
    }

    private List<Child> all(Part part) {
        List<Child> all =
                children.values().stream()
                        .filter(child -> child.instance().part() == part)
                        .toList();
        return all.isEmpty() ? List.of(child(part)) : all;
    }

    private Child child(Part part) {
        return child(Instance.first(part));
    }

    private Child child(Instance instance) {
        Child child = children.get(instance);
        if (child == null) {
            throw new IllegalArgumentException(instance.shortName() + " is not part of this stack");
        }
        return child;
    }
}
