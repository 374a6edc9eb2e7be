package io.dermflow.imaging.body;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Depths of a person who stands sideways to the camera, arms hanging, in pixels.
///
/// @param height of the outline
/// @param widths chest, waist, hip; empty when a problem forbids them
/// @param problems in the picture
public record SideView(int height, List<Width> widths, Set<BodyProblem> problems) {

    public SideView {
        widths = List.copyOf(widths);
        problems = Set.copyOf(problems);
    }

    static SideView of(Silhouette person) {
        var axis = person.axis();
        if (!FrontView.isPerson(person, axis)) {
            return without(person, BodyProblem.NO_BODY);
        }
        if (person.cropped()) {
            return without(person, BodyProblem.BODY_CROPPED);
        }
        var chest = Widths.at("chest", person, axis, Level.CHEST.share, Level.CHEST.deviation);
        var waist = Widths.at("waist", person, axis, Level.WAIST.share, Level.WAIST.deviation);
        var hip =
                Widths.widest(
                        "hip",
                        person,
                        axis,
                        Level.HIP.share - Level.HIP.deviation,
                        Level.HIP.share + Level.HIP.deviation);
        var height = (double) person.height();
        var usual =
                chest.filter(width -> Level.CHEST.depthOccurs(width.pixels() / height)).isPresent()
                        && waist.filter(width -> Level.WAIST.depthOccurs(width.pixels() / height))
                                .isPresent()
                        && hip.filter(width -> Level.HIP.depthOccurs(width.pixels() / height))
                                .isPresent();
        return usual
                ? new SideView(
                        person.height(),
                        List.of(chest.orElseThrow(), waist.orElseThrow(), hip.orElseThrow()),
                        EnumSet.noneOf(BodyProblem.class))
                : without(person, BodyProblem.BODY_IMPLAUSIBLE);
    }

    private static SideView without(Silhouette person, BodyProblem problem) {
        return new SideView(person.height(), List.of(), EnumSet.of(problem));
    }
}
