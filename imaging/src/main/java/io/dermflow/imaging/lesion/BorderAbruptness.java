package io.dermflow.imaging.lesion;

/// How many of eight sectors end abruptly.
final class BorderAbruptness {

    private static final int OCTANTS = 8;

    /// Step in L* between the band inside and the band outside the border, above which a sector's
    /// edge counts as abrupt. Both bands are 5 % of the diameter wide, so this is a gradient
    /// relative to the lesion's size; the limit is ours.
    private static final double ABRUPT = 6;

    private BorderAbruptness() {}

    /// 0..8.
    static int octants(LesionCrop crop, Moments moments) {
        var inside = new Mean[OCTANTS];
        var outside = new Mean[OCTANTS];
        for (var i = 0; i < OCTANTS; i++) {
            inside[i] = new Mean();
            outside[i] = new Mean();
        }
        for (var pixel = 0; pixel < crop.width() * crop.height(); pixel++) {
            var distance = crop.borderDistance()[pixel];
            if (Math.abs(distance) <= crop.band()) {
                (distance > 0 ? inside : outside)
                        [octant(crop, moments, pixel)].add(crop.lightness(pixel));
            }
        }
        var abrupt = 0;
        for (var i = 0; i < OCTANTS; i++) {
            abrupt += outside[i].value() - inside[i].value() > ABRUPT ? 1 : 0;
        }
        return abrupt;
    }

    /// Counted from the long axis of the lesion, so that turning the picture changes nothing.
    private static int octant(LesionCrop crop, Moments moments, int pixel) {
        var x = pixel % crop.width() + crop.originX() - moments.centreX();
        var y = pixel / crop.width() + crop.originY() - moments.centreY();
        var turns = (Math.atan2(y, x) - moments.angle()) / (2 * Math.PI);
        return Math.floorMod((int) Math.floor(turns * OCTANTS), OCTANTS);
    }

    /// The mean of nothing is not a number, and no comparison with it holds.
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return sum / count;
        }
    }
}
