package io.dermflow.report.artifact;

import io.dermflow.events.TaskId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Links to artifacts that carry their own proof: an HMAC-SHA256 over path and expiry. For `<img>`
/// tags, which can't send a token; the token itself never stands in a URL. Thread-safe.
@Component
public class SignedLinks {

    static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final long lifeSeconds;
    private final Clock clock;

    SignedLinks(LinkProperties properties, Clock clock) {
        this.key = SigningKey.from(properties.keyFile());
        this.lifeSeconds = properties.life().toSeconds();
        this.clock = clock;
    }

    /// A link below the gateway. The expiry moves in steps of half a life, so that a document with
    /// links keeps its bytes, and its `ETag`, for that long.
    public String to(TaskId task, String name) {
        long step = lifeSeconds / 2;
        long expires = clock.instant().getEpochSecond() / step * step + lifeSeconds;
        String path = path(task, name);
        return path + "?expires=" + expires + "&signature=" + sign(path, expires);
    }

    /// Whether this link was made here and is still good.
    boolean good(TaskId task, String name, long expires, String signature) {
        byte[] expected = sign(path(task, name), expires).getBytes(StandardCharsets.US_ASCII);
        boolean genuine =
                MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        return genuine && clock.instant().isBefore(Instant.ofEpochSecond(expires));
    }

    private static String path(TaskId task, String name) {
        return "/api/v1/artifacts/" + task + "/" + name;
    }

    private String sign(String path, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signed = mac.doFinal((path + "\n" + expires).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
