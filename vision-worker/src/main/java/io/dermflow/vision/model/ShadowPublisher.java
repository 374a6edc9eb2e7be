package io.dermflow.vision.model;

import io.dermflow.events.ShadowCompared;
import io.dermflow.kit.kafka.EventPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends comparisons to their topic and doesn't wait: one that is lost is missed by nobody.
final class ShadowPublisher implements Shadow.Reports {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowPublisher.class);

    private final EventPublisher publisher;

    ShadowPublisher(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void report(ShadowCompared comparison) {
        var _ =
                publisher
                        .send(comparison)
                        .exceptionally(e -> {
                            LOG.debug("shadow comparison not sent error={}", e.toString());
                            return null;
                        });
    }
}
