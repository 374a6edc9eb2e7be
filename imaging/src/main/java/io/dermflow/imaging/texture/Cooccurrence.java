package io.dermflow.imaging.texture;

/// Figures of a grey level co-occurrence matrix, symmetric and normalised (Haralick, Shanmugam and
/// Dinstein 1973; as scikit-image computes them).
///
/// @param correlation 1 for a picture of one level
public record Cooccurrence(
        double contrast,
        double dissimilarity,
        double homogeneity,
        double energy,
        double correlation,
        double angularSecondMoment) {

    private static final int[][] NEIGHBOURS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

    /// Over all four directions at a distance of one: the same for a picture that is turned by a
    /// right angle or mirrored.
    public static Cooccurrence of(GreyLevels picture) {
        return of(picture, NEIGHBOURS);
    }

    /// @param offsets pairs of columns and rows
    static Cooccurrence of(GreyLevels picture, int[][] offsets) {
        var pairs = new double[picture.levels()][picture.levels()];
        var total = 0.0;
        for (var offset : offsets) {
            total += count(picture, offset[0], offset[1], pairs);
        }
        return figures(pairs, Math.max(1, total));
    }

    /// Returns how many pairs were counted, each in both directions.
    private static long count(GreyLevels picture, int right, int down, double[][] pairs) {
        var levels = picture.level();
        var width = picture.width();
        var counted = 0L;
        for (var y = Math.max(0, -down); y < picture.height() - Math.max(0, down); y++) {
            for (var x = Math.max(0, -right); x < width - Math.max(0, right); x++) {
                var here = levels[y * width + x];
                var there = levels[(y + down) * width + x + right];
                if (here != GreyLevels.OUTSIDE && there != GreyLevels.OUTSIDE) {
                    pairs[here][there]++;
                    pairs[there][here]++;
                    counted += 2;
                }
            }
        }
        return counted;
    }

    private static Cooccurrence figures(double[][] pairs, double total) {
        double contrast = 0;
        double dissimilarity = 0;
        double homogeneity = 0;
        double squares = 0;
        double mean = 0;
        for (var i = 0; i < pairs.length; i++) {
            for (var j = 0; j < pairs.length; j++) {
                var share = pairs[i][j] / total;
                contrast += share * (i - j) * (i - j);
                dissimilarity += share * Math.abs(i - j);
                homogeneity += share / (1 + (i - j) * (i - j));
                squares += share * share;
                mean += share * i;
            }
        }
        return new Cooccurrence(
                contrast,
                dissimilarity,
                homogeneity,
                Math.sqrt(squares),
                correlation(pairs, total, mean),
                squares);
    }

    private static double correlation(double[][] pairs, double total, double mean) {
        double variance = 0;
        double covariance = 0;
        for (var i = 0; i < pairs.length; i++) {
            for (var j = 0; j < pairs.length; j++) {
                var share = pairs[i][j] / total;
                variance += share * (i - mean) * (i - mean);
                covariance += share * (i - mean) * (j - mean);
            }
        }
        return variance < 1e-15 ? 1 : covariance / variance;
    }
}
