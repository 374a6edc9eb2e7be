package io.dermflow.kit.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.ConnectTimeoutException;

/// The addresses of one service's instances, used in turn. One that could not be reached stands at
/// the end of the line for some seconds, so that its absence costs one attempt and not every other
/// one. Thread-safe.
///
/// Written as one setting: `http://a:8001,http://b:8001`. A path after the last counts for all.
public final class Addresses {

    private static final Duration OUT = Duration.ofSeconds(5);

    private final List<URI> all;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Long> outSince = new ConcurrentHashMap<>();

    private Addresses(List<URI> all) {
        this.all = List.copyOf(all);
    }

    /// @throws IllegalArgumentException if one of them is no absolute address with a host
    public static Addresses of(URI written) {
        String[] pieces = written.toString().split(",", -1);
        String path = URI.create(pieces[pieces.length - 1].strip()).getRawPath();
        List<URI> all = new ArrayList<>();
        for (String piece : pieces) {
            all.add(one(piece.strip(), path, written));
        }
        return new Addresses(all);
    }

    public List<URI> all() {
        return all;
    }

    /// The one that stands for all of them, where only one can.
    public URI first() {
        return all.getFirst();
    }

    /// Whether a target is one of this service's.
    public boolean hold(URI target) {
        return all.stream().anyMatch(one -> one.getRawAuthority().equals(target.getRawAuthority()));
    }

    /// All of them, beginning with the next in turn; those that are out come last.
    public List<URI> inTurn() {
        if (all.size() == 1) {
            return all;
        }
        int start = Math.floorMod(turn.getAndIncrement(), all.size());
        List<URI> reachable = new ArrayList<>();
        List<URI> out = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            URI address = all.get((start + i) % all.size());
            (isOut(address) ? out : reachable).add(address);
        }
        reachable.addAll(out);
        return reachable;
    }

    /// Notes that an address could not be reached.
    public void unreachable(URI address) {
        outSince.put(address, System.nanoTime());
    }

    /// The same request at another of the addresses.
    public static URI at(URI address, URI target) {
        String rest = target.toString();
        int path = rest.indexOf('/', rest.indexOf("//") + 2);
        return URI.create(
                address.getScheme()
                        + "://"
                        + address.getRawAuthority()
                        + (path < 0 ? "" : rest.substring(path)));
    }

    /// Whether nothing of the request can have arrived, so that another address may have it: the
    /// connection was never made, hence no byte of a body was read for it.
    public static boolean neverArrived(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException _,
                        ConnectTimeoutException _,
                        UnknownHostException _,
                        NoRouteToHostException _ -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private boolean isOut(URI address) {
        Long since = outSince.get(address);
        return since != null && System.nanoTime() - since < OUT.toNanos();
    }

    private static URI one(String piece, String path, URI written) {
        URI address = URI.create(piece);
        if (address.getScheme() == null || address.getHost() == null) {
            throw new IllegalArgumentException("not a list of addresses: " + written);
        }
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + path);
    }
}
