package io.dermflow.imaging.lesion;

/// Centre and principal axes of a mask: the eigenvectors of the covariance of its pixels.
///
/// @param centreX in the mask's crop, pixels
/// @param centreY in the mask's crop, pixels
/// @param majorVariance along the long axis, square pixels
/// @param minorVariance across it, square pixels
/// @param angle of the long axis against x, radians, y down
record Moments(
        double centreX, double centreY, double majorVariance, double minorVariance, double angle) {

    /// A pixel is a square, not a point: it has this variance by itself.
    private static final double PIXEL = 1 / 12.0;

    /// @param mask with at least one pixel
    static Moments of(LesionMask mask) {
        double count = 0, sumX = 0, sumY = 0, sumXx = 0, sumYy = 0, sumXy = 0;
        for (var y = 0; y < mask.height(); y++) {
            for (var x = 0; x < mask.width(); x++) {
                if (mask.contains(x, y)) {
                    count++;
                    sumX += x;
                    sumY += y;
                    sumXx += (double) x * x;
                    sumYy += (double) y * y;
                    sumXy += (double) x * y;
                }
            }
        }
        var meanX = sumX / count;
        var meanY = sumY / count;
        return ofCovariance(
                meanX,
                meanY,
                sumXx / count - meanX * meanX + PIXEL,
                sumYy / count - meanY * meanY + PIXEL,
                sumXy / count - meanX * meanY);
    }

    private static Moments ofCovariance(double x, double y, double xx, double yy, double xy) {
        var mean = (xx + yy) / 2;
        var spread = Math.hypot((xx - yy) / 2, xy);
        return new Moments(
                x, y, mean + spread, Math.max(mean - spread, 0), 0.5 * Math.atan2(2 * xy, xx - yy));
    }

    /// 0 for a circle, towards 1 for a line.
    double eccentricity() {
        return Math.sqrt(1 - minorVariance / majorVariance);
    }
}
