package io.dermflow.imaging.pixels;

/// Order statistics without sorting (Hoare 1961).
public final class Rank {

    private Rank() {}

    /// The value that would stand at `rank` if the first `count` values were sorted. Reorders them:
    /// afterwards none before `rank` is larger, none behind it smaller.
    ///
    /// @param rank from 0 to `count - 1`
    public static float select(float[] values, int count, int rank) {
        var left = 0;
        var right = count - 1;
        while (left < right) {
            var pivot = middle(values[left], values[(left + right) >>> 1], values[right]);
            var i = left;
            var j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    var swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (rank <= j) {
                right = j;
            } else if (rank >= i) {
                left = i;
            } else {
                return values[rank];
            }
        }
        return values[rank];
    }

    private static float middle(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
