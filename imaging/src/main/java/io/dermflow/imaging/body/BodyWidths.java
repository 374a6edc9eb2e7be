package io.dermflow.imaging.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What pictures of a person show, all in centimetres.
///
/// @param stature body height
/// @param shoulder greatest breadth over the upper arms (bideltoid)
/// @param chest breadth without the arms
/// @param waist breadth at the navel
/// @param hip greatest breadth of the hips
/// @param depths from a side picture; empty with a front picture alone
public record BodyWidths(
        double stature,
        double shoulder,
        double chest,
        double waist,
        double hip,
        Optional<Depths> depths) {

    /// From front to back.
    public record Depths(double chest, double waist, double hip) {}

    /// In the order of the coefficients' file, stature first.
    List<Double> inputs() {
        List<Double> inputs = new ArrayList<>(List.of(stature, shoulder, chest, waist, hip));
        depths.ifPresent(side -> inputs.addAll(List.of(side.chest(), side.waist(), side.hip())));
        return inputs;
    }

    String view() {
        return depths.isPresent() ? "front_side" : "front";
    }
}
