package io.dermflow.ingest.attempt;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where a request comes from, as far as limits care: an IPv4 address, or the /64 network of an
/// IPv6 address, because one subscriber owns all of it.
public record ClientAddress(String value) {

    /// Set by the gateway, which drops what its clients send under this name. Believed because
    /// nobody else reaches our port.
    public static final String HEADER = "X-Client-Address";

    private static final int NETWORK_BYTES = 8;

    /// The address that the gateway named, else the peer's own.
    public static ClientAddress of(HttpServletRequest request) {
        return of(request.getHeader(HEADER), request.getRemoteAddr());
    }

    static ClientAddress of(@Nullable String named, String peer) {
        if (named == null) {
            return new ClientAddress(peer);
        }
        try {
            return new ClientAddress(network(InetAddress.ofLiteral(named.strip())));
        } catch (IllegalArgumentException notAnAddress) {
            return new ClientAddress(peer);
        }
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":")
                        .formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
