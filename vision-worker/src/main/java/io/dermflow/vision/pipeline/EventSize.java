package io.dermflow.vision.pipeline;

import io.dermflow.events.EventCodec;
import io.dermflow.events.FindingsReady;
import io.dermflow.events.analysis.Analysis;
import io.dermflow.events.analysis.Degradation;
import io.dermflow.events.analysis.Finding;
import java.util.ArrayList;
import java.util.List;

/// Keeps an event under 256 KiB: when a picture full of findings would break that, the weakest ones
/// go, and the result says so.
final class EventSize {

    /// Room for headers and for the narrative that joins the analysis later.
    static final int MOST_BYTES = 224 * 1024;

    private EventSize() {}

    static FindingsReady bounded(FindingsReady event) {
        return bounded(event, MOST_BYTES);
    }

    static FindingsReady bounded(FindingsReady event, int mostBytes) {
        FindingsReady smaller = event;
        while (EventCodec.encode(smaller).length > mostBytes
                && !smaller.analysis().findings().isEmpty()) {
            smaller = halved(smaller, event.analysis());
        }
        return smaller;
    }

    private static FindingsReady halved(FindingsReady event, Analysis whole) {
        List<Finding> findings = event.analysis().findings();
        List<Finding> strongest = findings.subList(0, findings.size() / 2);
        List<Degradation> degradations = new ArrayList<>(whole.degradations());
        degradations.add(
                new Degradation(
                        "findings_truncated",
                        "%d of %d findings are shown."
                                .formatted(strongest.size(), whole.findings().size())));
        return new FindingsReady(event.job(), whole.withFindings(strongest, degradations));
    }
}
