package io.dermflow.ingest.image;

/// What an upload may cost at most.
///
/// @param maxBytes of the file as sent; over it rule F5
/// @param maxPixels width times height; over it rule F6
/// @param maxSide pixels of the longer side; over it rule F6
/// @param minSide pixels of the shorter side; under it rule F7
/// @param maxScans of a progressive JPEG (most seen in real photos: 14)
/// @param maxStrayBytes between the segments of a JPEG
/// @param maxIccBytes of a colour profile; a longer one counts as broken
public record ImageLimits(
        long maxBytes,
        long maxPixels,
        int maxSide,
        int minSide,
        int maxScans,
        int maxStrayBytes,
        int maxIccBytes) {

    /// 20 MiB, 51 megapixels (a 50 MP sensor gives up to 50.33), and what real photos never reach.
    public static final ImageLimits DEFAULT =
            new ImageLimits(20L << 20, 51_000_000, 20_000, 64, 64, 64 << 10, 1 << 20);

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1 || maxSide < 1 || minSide < 1 || maxScans < 1) {
            throw new IllegalArgumentException("limits of an image must be positive");
        }
        if (maxStrayBytes < 0 || maxIccBytes < 0) {
            throw new IllegalArgumentException("limits of an image must not be negative");
        }
    }

    /// Judges a size as soon as it is read, before anything is allocated for it.
    void check(long width, long height, long offset) throws ImageRefused {
        if (width > maxSide || height > maxSide || width * height > maxPixels) {
            throw ImageRefused.tooManyPixels(width, height, offset);
        }
        if (width < minSide || height < minSide) {
            throw ImageRefused.tooSmall(width, height, minSide, offset);
        }
    }
}
