package io.dermflow.gateway.page;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which other origins may call from a browser.
///
/// @param origins exact origins, comma-separated (`FRONTEND_URLS`); none by default
@Validated
@ConfigurationProperties(prefix = "dermflow.page", ignoreUnknownFields = false)
public record PageProperties(@DefaultValue({}) List<String> origins) {

    public PageProperties {
        origins = origins.stream().map(String::strip).filter(origin -> !origin.isEmpty()).toList();
        if (origins.contains("*")) {
            throw new IllegalArgumentException(
                    "FRONTEND_URLS must name origins; '*' would let any page use a person's token");
        }
    }
}
