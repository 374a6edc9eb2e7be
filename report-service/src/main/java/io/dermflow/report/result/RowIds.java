package io.dermflow.report.result;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Makes UUIDs of version 7 (RFC 9562 §5.7) for rows of this service.
@Component
public class RowIds {

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RowIds(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        long high = clock.millis() << 16 | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, random.nextLong() >>> 2 | 1L << 63);
    }
}
