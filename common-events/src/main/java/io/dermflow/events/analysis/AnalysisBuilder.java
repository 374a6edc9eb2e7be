package io.dermflow.events.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts an [Analysis] together by the names of its members, so that none is dropped where another
/// is changed. For one thread.
public final class AnalysisBuilder {

    private Quality quality;
    private List<Finding> findings = List.of();
    private @Nullable DetectionLimit detectionLimit;
    private @Nullable SkinTone skin;
    private List<Artifact> artifacts = List.of();
    private List<ModelVersion> modelVersions = List.of();
    private List<Timing> timings = List.of();
    private List<Degradation> degradations = List.of();
    private List<SkinFeature> features = List.of();
    private @Nullable Face face;
    private @Nullable Body body;
    private List<SkinRegion> regions = List.of();

    AnalysisBuilder(Quality quality) {
        this.quality = quality;
    }

    AnalysisBuilder(Analysis from) {
        quality = from.quality();
        findings = from.findings();
        detectionLimit = from.detectionLimit();
        skin = from.skin();
        artifacts = from.artifacts();
        modelVersions = from.modelVersions();
        timings = from.timings();
        degradations = from.degradations();
        features = from.features();
        face = from.face();
        body = from.body();
        regions = from.regions();
    }

    public AnalysisBuilder quality(Quality value) {
        quality = value;
        return this;
    }

    public AnalysisBuilder findings(List<Finding> value) {
        findings = value;
        return this;
    }

    public AnalysisBuilder detectionLimit(@Nullable DetectionLimit value) {
        detectionLimit = value;
        return this;
    }

    public AnalysisBuilder skin(@Nullable SkinTone value) {
        skin = value;
        return this;
    }

    public AnalysisBuilder artifacts(List<Artifact> value) {
        artifacts = value;
        return this;
    }

    public AnalysisBuilder modelVersions(List<ModelVersion> value) {
        modelVersions = value;
        return this;
    }

    public AnalysisBuilder timings(List<Timing> value) {
        timings = value;
        return this;
    }

    public AnalysisBuilder degradations(List<Degradation> value) {
        degradations = value;
        return this;
    }

    public AnalysisBuilder features(List<SkinFeature> value) {
        features = value;
        return this;
    }

    public AnalysisBuilder face(@Nullable Face value) {
        face = value;
        return this;
    }

    public AnalysisBuilder body(@Nullable Body value) {
        body = value;
        return this;
    }

    public AnalysisBuilder regions(List<SkinRegion> value) {
        regions = value;
        return this;
    }

    public Analysis build() {
        return new Analysis(
                quality,
                findings,
                detectionLimit,
                skin,
                artifacts,
                modelVersions,
                timings,
                degradations,
                features,
                face,
                body,
                regions);
    }
}
