package io.dermflow.llm.profile;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a person from their own results; each part from the newest capture that has it.
///
/// @param lowConfidence whether season or shape come from a picture that does not bear much
/// @param measures of the body, at most one per name
/// @param report the newest report
public record Profile(
        @Nullable Season season,
        @Nullable FaceShape faceShape,
        boolean lowConfidence,
        List<Measure> measures,
        @Nullable LastReport report) {

    public static final Profile EMPTY = new Profile(null, null, false, List.of(), null);

    public Profile {
        measures = List.copyOf(measures);
    }

    /// @param name with its unit, for instance `waist_circumference_cm`
    /// @param uncertainty half the width of the 95 % interval; null when the result names none
    public record Measure(String name, double value, @Nullable Double uncertainty) {}

    /// A report in its own words.
    ///
    /// @param at when its capture was accepted
    /// @param findings the statement of what was found
    public record LastReport(Instant at, String summary, String findings) {}

    /// Whether nothing more can be learnt from older captures.
    boolean complete() {
        return season != null && faceShape != null && !measures.isEmpty() && report != null;
    }

    /// This one, with what it lacks from an older one.
    Profile or(Profile older) {
        return new Profile(
                season != null ? season : older.season,
                faceShape != null ? faceShape : older.faceShape,
                season != null ? lowConfidence : older.lowConfidence,
                measures.isEmpty() ? older.measures : measures,
                report != null ? report : older.report);
    }

    /// Says nothing about the person.
    @Override
    public String toString() {
        return "Profile";
    }
}
