package io.dermflow.stack.home;

import io.dermflow.stack.part.Instance;
import io.dermflow.stack.part.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/// The ports of one stack, settled at its start and remembered in `stack.json`, so that a restarted
/// stack has the addresses it had.
public final class Ports {

    public static final int DEFAULT_GATEWAY = 8000;

    // Below Linux's ephemeral range (32768 and up): there an outgoing connection could take, or
    // even connect to itself on, the port of a child that is just being restarted.
    private static final int FREE_FROM = 20_000;
    private static final int FREE_TO = 32_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /// The ports of a stack that is about to start.
    ///
    /// @param gateway what the user asked for; 0 means any free port; empty means the remembered
    ///   one or [#DEFAULT_GATEWAY]
    /// @throws PortTaken if somebody else listens on the gateway's port
    public static Ports settle(DataDirectory data, OptionalInt gateway) throws IOException {
        Map<Port, Integer> remembered = remembered(data.stackFile());
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        Set<Integer> given = new HashSet<>();
        int door = gatewayPort(gateway, remembered);
        for (Port port : Port.values()) {
            int number = port == Port.GATEWAY ? door : innerPort(port, remembered, door, given);
            numbers.put(port, number);
            given.add(number);
        }
        Ports ports = new Ports(numbers);
        ports.remember(data.stackFile());
        return ports;
    }

    /// The gateway's port of a stack that was started on that data directory before.
    static OptionalInt rememberedGateway(DataDirectory data) throws IOException {
        Integer number = remembered(data.stackFile()).get(Port.GATEWAY);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    public int number(Port port) {
        Integer number = numbers.get(port);
        if (number == null) {
            throw new IllegalStateException("no number settled for " + port);
        }
        return number;
    }

    public InetSocketAddress address(Instance instance) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), number(Port.of(instance)));
    }

    public InetSocketAddress address(Part part) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), number(Port.of(part)));
    }

    private static int gatewayPort(OptionalInt asked, Map<Port, Integer> remembered) {
        if (asked.isPresent() && asked.getAsInt() == 0) {
            return anyFree(Set.of());
        }
        int number = asked.orElse(remembered.getOrDefault(Port.GATEWAY, DEFAULT_GATEWAY));
        if (!isFree(number)) {
            throw new PortTaken(number);
        }
        return number;
    }

    private static int innerPort(
            Port port, Map<Port, Integer> remembered, int gateway, Set<Integer> given) {
        int number = remembered.getOrDefault(port, gateway + port.offset());
        boolean usable = number <= 65_535 && !given.contains(number) && isFree(number);
        return usable ? number : anyFree(given);
    }

    private static int anyFree(Set<Integer> given) {
        while (true) {
            int number = ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            if (!given.contains(number) && isFree(number)) {
                return number;
            }
        }
    }

    private static boolean isFree(int number) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Map<Port, Integer> remembered(Path file) throws IOException {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        if (Files.exists(file)) {
            var ports = JSON.readTree(Files.readString(file)).path("ports");
            for (Port port : Port.values()) {
                if (ports.has(port.key())) {
                    numbers.put(port, ports.get(port.key()).asInt());
                }
            }
        }
        return numbers;
    }

    private void remember(Path file) throws IOException {
        var ports = JSON.createObjectNode();
        numbers.forEach((port, number) -> ports.put(port.key(), number));
        OwnerOnly.write(file, JSON.createObjectNode().set("ports", ports).toPrettyString());
    }
}
