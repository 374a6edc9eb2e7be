package io.dermflow.vision.narrative;

import io.dermflow.events.AnalysisRequested;
import io.dermflow.events.ImageRef;
import io.dermflow.events.narrative.NarrativeRequest;
import io.dermflow.kit.store.Bucket;
import io.dermflow.kit.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The picture that goes to llm-bridge with the findings: the first of the job that shows the
/// person, and only to a model that takes pictures, under the consent of the job.
///
/// Failure semantics: the picture is an extra. Whatever goes wrong with it, also one that is gone
/// by now, leaves it out of the request and never fails the job. Counted as
/// `dermflow.narrative.pictures` by `outcome` (`sent`, `left_out`); alert when most are left out.
final class ReportPicture {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPicture.class);
    private static final String CARD = "ref";
    private static final String JPEG = "image/jpeg";

    private final Sight model;
    private final ObjectStore store;
    private final MeterRegistry meters;

    ReportPicture(Sight model, ObjectStore store, MeterRegistry meters) {
        this.model = model;
        this.store = store;
        this.meters = meters;
    }

    Optional<NarrativeRequest.Picture> of(AnalysisRequested job) {
        if (!job.consent().analysis() || !model.sees()) {
            return Optional.empty();
        }
        Optional<byte[]> jpeg = small(job);
        count(jpeg.isPresent() ? "sent" : "left_out");
        return jpeg.map(bytes ->
                new NarrativeRequest.Picture(JPEG, Base64.getEncoder().encodeToString(bytes)));
    }

    private Optional<byte[]> small(AnalysisRequested job) {
        try {
            Optional<byte[]> jpeg =
                    job.images().stream()
                            .filter(image -> !image.kind().equals(CARD))
                            .findFirst()
                            .flatMap(image ->
                                    read(job, image).flatMap(bytes -> SmallJpeg.of(bytes, image)));
            if (jpeg.isEmpty()) {
                LOG.info("no picture for the report taskId={}", job.taskId());
            }
            return jpeg;
        } catch (RuntimeException e) {
            // Store, decoder and native library each throw their own; none may cost the report.
            LOG.info("no picture for the report taskId={} error={}", job.taskId(), e.toString());
            return Optional.empty();
        }
    }

    private Optional<byte[]> read(AnalysisRequested job, ImageRef image) {
        var found = store.open(Bucket.RAW_CAPTURES, job.userId(), image.objectKey());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (var object = found.get()) {
            return Optional.of(object.content().readAllBytes());
        } catch (IOException e) {
            LOG.info("picture broke off taskId={} error={}", job.taskId(), e.toString());
            return Optional.empty();
        }
    }

    private void count(String outcome) {
        meters.counter("dermflow.narrative.pictures", "outcome", outcome).increment();
    }
}
