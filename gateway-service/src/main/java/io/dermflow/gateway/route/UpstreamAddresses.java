package io.dermflow.gateway.route;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Every service by the names under which `/health` shows it: ours, and the two of seed 004.
@Component
public class UpstreamAddresses {

    private final UpstreamProperties upstream;

    UpstreamAddresses(UpstreamProperties upstream) {
        this.upstream = upstream;
    }

    /// Name to address, in the order data flows.
    public Map<String, URI> byName() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("ingest", upstream.ingest());
        addresses.put("vision", upstream.vision());
        addresses.put("llm_bridge", upstream.llmBridge());
        addresses.put("report", upstream.report());
        addresses.put("face_analysis", upstream.vision());
        addresses.put("clothing_recommender", upstream.llmBridge());
        return addresses;
    }
}
