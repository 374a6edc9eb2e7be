package io.dermflow.imaging.explanation;

import java.util.List;

/// What each cell of an input was worth to an answer.
///
/// @param falls row by row over [Occlusion#CELLS]: by how much the probability of the explained
///   class falls when the cell is hidden, -1 to 1; below 0 it rises
public record HeatMap(List<Double> falls) {

    /// @throws IllegalArgumentException for another number of cells
    public HeatMap {
        falls = List.copyOf(falls);
        if (falls.size() != Occlusion.CELLS) {
            throw new IllegalArgumentException(falls.size() + " cells");
        }
    }

    /// The largest fall, 0 where nothing falls: near 0 no single place decides.
    public double strength() {
        return Math.max(0, falls.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    /// 0..1 of the cell with the largest fall; a cell without which the answer is surer counts as
    /// 0.
    public double heat(int cell) {
        double strength = strength();
        return strength > 0 ? Math.max(0, falls.get(cell)) / strength : 0;
    }
}
