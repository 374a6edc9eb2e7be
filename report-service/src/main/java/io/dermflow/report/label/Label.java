package io.dermflow.report.label;

import io.dermflow.events.UserId;
import io.dermflow.report.measure.Measures;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// The true measures of a capture's person, as somebody measured them.
///
/// @param measurements centimetres by name
/// @param approved whether an admin vouches for them
public record Label(
        UUID labelId,
        UserId labelerId,
        Map<String, Double> measurements,
        boolean approved,
        String notes,
        Instant createdAt) {

    public Label {
        measurements = new Measures(measurements).byName();
    }
}
