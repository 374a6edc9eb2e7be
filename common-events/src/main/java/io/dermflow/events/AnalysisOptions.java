package io.dermflow.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the client asked for beside the analyses themselves.
///
/// @param qualityPolicy `off`, `normal` or `strict`
/// @param language BCP 47 tag of the report
/// @param source `web` or `mobile`, if the client said so
/// @param heightCm body height in centimetres, if given
/// @param storeImages keep the canonical images beyond the 24 hours
/// @param steps which steps were asked for (true) or declined (false), by the names of
///   [AnalysisStep]; for all others the deployment decides
/// @param sex as the person said it, for the measures of the body alone; absent when nobody said
/// @param lesionAnswers what the person says of the lesion; absent when nobody was asked
public record AnalysisOptions(
        String qualityPolicy,
        String language,
        @Nullable String source,
        @Nullable Double heightCm,
        boolean storeImages,
        @Nullable Map<String, Boolean> steps,
        @Nullable Sex sex,
        @Nullable LesionAnswers lesionAnswers) {

    /// What an absent `options` means.
    public static final AnalysisOptions DEFAULT =
            new AnalysisOptions("normal", "en", null, null, false);

    public AnalysisOptions {
        steps = steps == null ? null : Map.copyOf(steps);
    }

    /// Leaves open what the person could say.
    public AnalysisOptions(
            String qualityPolicy,
            String language,
            @Nullable String source,
            @Nullable Double heightCm,
            boolean storeImages,
            @Nullable Map<String, Boolean> steps) {
        this(qualityPolicy, language, source, heightCm, storeImages, steps, null, null);
    }

    /// Leaves every step to the deployment.
    public AnalysisOptions(
            String qualityPolicy,
            String language,
            @Nullable String source,
            @Nullable Double heightCm,
            boolean storeImages) {
        this(qualityPolicy, language, source, heightCm, storeImages, null);
    }
}
