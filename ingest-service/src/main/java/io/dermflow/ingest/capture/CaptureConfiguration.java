package io.dermflow.ingest.capture;

import io.dermflow.ingest.upload.UploadProperties;
import io.dermflow.kit.limit.Places;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The bounds of what goes on at the same time.
@Configuration(proxyBeanMethods = false)
class CaptureConfiguration {

    @Bean
    Places uploadPlaces(UploadProperties limits) {
        return new Places(limits.atOnce(), limits.atOncePerUser(), "too_many_uploads");
    }

    @Bean
    Places streamPlaces(CaptureProperties limits) {
        return new Places(limits.streams(), limits.streamsPerUser(), "too_many_streams");
    }
}
