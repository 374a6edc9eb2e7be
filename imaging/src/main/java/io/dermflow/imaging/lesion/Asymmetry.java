package io.dermflow.imaging.lesion;

/// Asymmetry of shape: the mask is folded on each of its two principal axes.
final class Asymmetry {

    /// Share of the mask that finds no partner, above which an axis counts. Digitised ellipses stay
    /// under 0.05; the limit is ours.
    private static final double LIMIT = 0.12;

    private Asymmetry() {}

    /// 0..2.
    static int axes(LesionMask mask, Moments moments) {
        var along = foldingLoss(mask, moments, moments.angle()) > LIMIT ? 1 : 0;
        var across = foldingLoss(mask, moments, moments.angle() + Math.PI / 2) > LIMIT ? 1 : 0;
        return along + across;
    }

    /// 0 where the mirror image covers the mask, up to 1.
    static double foldingLoss(LesionMask mask, Moments moments, double axis) {
        var cos = Math.cos(2 * axis);
        var sin = Math.sin(2 * axis);
        var lost = 0;
        var area = 0;
        for (var y = 0; y < mask.height(); y++) {
            for (var x = 0; x < mask.width(); x++) {
                if (mask.contains(x, y)) {
                    var dx = x - moments.centreX();
                    var dy = y - moments.centreY();
                    var mirrorX = Math.round(moments.centreX() + cos * dx + sin * dy);
                    var mirrorY = Math.round(moments.centreY() + sin * dx - cos * dy);
                    lost += mask.contains((int) mirrorX, (int) mirrorY) ? 0 : 1;
                    area++;
                }
            }
        }
        return lost / (double) area;
    }
}
