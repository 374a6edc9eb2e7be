package io.dermflow.imaging.quality;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The limits of one check by what a picture is to show. Whatever has none is not checked.
record Limits(Map<Showing, Limits.Pair> by) {

    Limits {
        by = Map.copyOf(by);
    }

    /// @param strict under the strict policy; `normal` under the others
    record Pair(Bounds normal, Bounds strict) {
        Bounds under(QualityPolicy policy) {
            return policy == QualityPolicy.STRICT ? strict : normal;
        }
    }

    /// The same for every picture.
    static Limits all(Bounds normal, Bounds strict) {
        Map<Showing, Pair> by = new EnumMap<>(Showing.class);
        for (var what : Showing.values()) {
            by.put(what, new Pair(normal, strict));
        }
        return new Limits(by);
    }

    static Limits only(Showing what, Bounds normal, Bounds strict) {
        return new Limits(Map.of(what, new Pair(normal, strict)));
    }

    /// With others for what a picture is to show.
    Limits but(Showing what, Bounds normal, Bounds strict) {
        Map<Showing, Pair> other = new EnumMap<>(by);
        other.put(what, new Pair(normal, strict));
        return new Limits(other);
    }

    Optional<Bounds> of(Showing what, QualityPolicy policy) {
        return Optional.ofNullable(by.get(what)).map(pair -> pair.under(policy));
    }
}
