package io.dermflow.imaging.body;

/// Where on the body a width is taken, as share of the body height from the floor: mean and
/// standard deviation over ANSUR II (`ratios_to_stature` in `training/evaluation/body-v1.0.json`),
/// and what widths occur there: ANSUR II's least and greatest share of the height, with a fifth
/// more room to both sides for clothes and for other people than soldiers.
enum Level {
    CHEST(0.7299, 0.0139, 0.126, 0.211, 0.100, 0.212),
    /// At the navel.
    WAIST(0.6015, 0.0131, 0.129, 0.268, 0.089, 0.221),
    /// At the buttocks.
    HIP(0.5075, 0.0164, 0.152, 0.285, 0.097, 0.213);

    private static final double ROOM = 1.2;

    final double share;
    final double deviation;
    private final double leastBreadth;
    private final double greatestBreadth;
    private final double leastDepth;
    private final double greatestDepth;

    Level(
            double share,
            double deviation,
            double leastBreadth,
            double greatestBreadth,
            double leastDepth,
            double greatestDepth) {
        this.share = share;
        this.deviation = deviation;
        this.leastBreadth = leastBreadth;
        this.greatestBreadth = greatestBreadth;
        this.leastDepth = leastDepth;
        this.greatestDepth = greatestDepth;
    }

    BodyCheck breadth(double shareOfHeight) {
        return occurs(shareOfHeight, leastBreadth, greatestBreadth);
    }

    BodyCheck depth(double shareOfHeight) {
        return occurs(shareOfHeight, leastDepth, greatestDepth);
    }

    private static BodyCheck occurs(double share, double least, double greatest) {
        return BodyCheck.between(
                BodyProblem.BODY_IMPLAUSIBLE,
                share,
                least / ROOM,
                greatest * ROOM,
                BodyCheck.SHARE);
    }
}
