package io.dermflow.imaging.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Depths of a person who stands sideways to the camera, arms hanging, in pixels.
///
/// @param height of the outline
/// @param widths chest, waist, hip; empty when a problem forbids them
/// @param checks of the picture, at most one per problem; none after the first that failed
public record SideView(double height, List<Width> widths, List<BodyCheck> checks) {

    public SideView {
        widths = List.copyOf(widths);
        checks = List.copyOf(checks);
    }

    public Set<BodyProblem> problems() {
        return BodyCheck.problems(checks);
    }

    static SideView of(Silhouette person) {
        var axis = person.axis();
        List<BodyCheck> checks = new ArrayList<>();
        checks.add(FrontView.upright(person, axis));
        if (checks.getLast().passed()) {
            checks.add(person.whole());
        }
        return checks.getLast().passed()
                ? read(person, axis, checks)
                : new SideView(person.height(), List.of(), checks);
    }

    private static SideView read(Silhouette person, double axis, List<BodyCheck> checks) {
        var chest = Widths.at("chest", person, axis, Level.CHEST.share, Level.CHEST.deviation);
        var waist = Widths.at("waist", person, axis, Level.WAIST.share, Level.WAIST.deviation);
        var hip =
                Widths.widest(
                        "hip",
                        person,
                        axis,
                        Level.HIP.share - Level.HIP.deviation,
                        Level.HIP.share + Level.HIP.deviation);
        checks.add(
                BodyCheck.decisive(
                        List.of(
                                Level.CHEST.depth(share(chest, person)),
                                Level.WAIST.depth(share(waist, person)),
                                Level.HIP.depth(share(hip, person)))));
        return new SideView(
                person.height(),
                checks.getLast().passed()
                        ? List.of(chest.orElseThrow(), waist.orElseThrow(), hip.orElseThrow())
                        : List.of(),
                checks);
    }

    /// Of the height; 0, which occurs at nobody, where there is no trunk under the head.
    private static double share(Optional<Width> depth, Silhouette person) {
        return depth.map(Width::pixels).orElse(0.0) / person.height();
    }
}
