package io.dermflow.llm.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks at every endpoint again and again, each on a thread of its own, while the service runs.
@Component
class EndpointProbes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointProbes.class);

    private final LanguageModel model;
    private final EndpointProperties properties;
    private final List<Thread> threads = new ArrayList<>();

    EndpointProbes(LanguageModel model, EndpointProperties properties) {
        this.model = model;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        for (GuardedEndpoint endpoint : model.endpoints()) {
            threads.add(
                    Thread.ofVirtual()
                            .name("llm-probe-" + endpoint.endpoint().name())
                            .start(() -> keepLooking(endpoint)));
        }
    }

    private void keepLooking(GuardedEndpoint endpoint) {
        var probe = new EndpointProbe(endpoint);
        try {
            while (true) {
                lookOnce(endpoint, probe);
                Thread.sleep(properties.guard().probeEvery());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lookOnce(GuardedEndpoint endpoint, EndpointProbe probe)
            throws InterruptedException {
        boolean healthy = endpoint.health().healthy();
        boolean served = endpoint.health().modelServed();
        probe.look();
        EndpointState now = endpoint.state();
        if (now.healthy() != healthy || now.modelServed() != served) {
            LOG.atInfo()
                    .addKeyValue("endpoint", now.name())
                    .addKeyValue("healthy", now.healthy())
                    .addKeyValue("modelServed", now.modelServed())
                    .log("Endpoint changed");
        }
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }
}
