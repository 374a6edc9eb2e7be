package io.dermflow.imaging.calibration;

import io.dermflow.imaging.calibration.ColourCorrection.Basis;
import io.dermflow.imaging.card.CardLayout;
import io.dermflow.imaging.card.CardLayout.Patch;
import io.dermflow.imaging.colour.Ciede2000;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// The affine map of linear RGB that takes the patches as they were seen to what they are, by
/// weighted least squares. The weight is one over the patch's own light: lightness sees ratios, so
/// that an unweighted fit would serve the bright patches at the cost of dark skin.
final class PatchFit {

    private static final int LEAST_PATCHES = 12;

    /// Mean CIEDE2000 above which the patches are not those of this card: a grey print, a copy, a
    /// shadow across it.
    private static final double MOST_RESIDUAL = 4;

    private static final double FLARE = 0.02;

    private PatchFit() {}

    private record Pair(LinearRgb seen, LinearRgb known) {}

    /// @return empty when too few patches can be read or the map leaves too much
    static Optional<ColourCorrection> of(Measured card) {
        List<Pair> pairs = new ArrayList<>();
        for (Patch patch : CardLayout.patches()) {
            card.light(patch.area())
                    .ifPresent(seen -> pairs.add(new Pair(seen, LinearRgb.of(patch.colour()))));
        }
        return pairs.size() < LEAST_PATCHES
                ? Optional.empty()
                : Optional.of(fit(pairs)).filter(fit -> fit.residual() <= MOST_RESIDUAL);
    }

    private static ColourCorrection fit(List<Pair> pairs) {
        var rows = solve(pairs);
        var unjudged = ColourCorrection.of(Basis.PATCHES, 0, rows);
        var residual =
                pairs.stream()
                        .mapToDouble(pair ->
                                Ciede2000.difference(
                                        unjudged.apply(pair.seen()).toLab(), pair.known().toLab()))
                        .average()
                        .orElseThrow();
        return ColourCorrection.of(Basis.PATCHES, residual, rows);
    }

    private static double[] solve(List<Pair> pairs) {
        var seen = new Mat(pairs.size(), 4, CvType.CV_64F);
        var known = new Mat(pairs.size(), 3, CvType.CV_64F);
        for (var i = 0; i < pairs.size(); i++) {
            var from = pairs.get(i).seen();
            var to = pairs.get(i).known();
            var weight = 1 / (Math.max(to.red(), Math.max(to.green(), to.blue())) + FLARE);
            seen.put(
                    i, 0, weight * from.red(), weight * from.green(), weight * from.blue(), weight);
            known.put(i, 0, weight * to.red(), weight * to.green(), weight * to.blue());
        }
        var solution = new Mat();
        Core.solve(seen, known, solution, Core.DECOMP_SVD);
        var rows = new double[12];
        for (var i = 0; i < rows.length; i++) {
            rows[i] = solution.get(i % 4, i / 4)[0];
        }
        seen.release();
        known.release();
        solution.release();
        return rows;
    }
}
