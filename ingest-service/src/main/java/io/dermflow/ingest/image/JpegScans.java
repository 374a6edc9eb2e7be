package io.dermflow.ingest.image;

import java.util.Arrays;

/// Keeps account of what the scans of one picture have brought: rules J10 and J11.
final class JpegScans {

    private static final int COEFFICIENTS = 64;
    private static final int UNSEEN = -1;

    /// T.81 G.1.1.1.2.
    private static final int MAX_LOW = 13;

    private final JpegFrame frame;
    private final int maxScans;
    private final boolean[] seen;

    /// Lowest bit that has come of each coefficient of each component; 0 is whole.
    private final int[][] bit;

    private int count;

    JpegScans(JpegFrame frame, int maxScans) {
        this.frame = frame;
        this.maxScans = maxScans;
        seen = new boolean[frame.components().size()];
        bit = new int[frame.components().size()][COEFFICIENTS];
        for (int[] ofComponent : bit) {
            Arrays.fill(ofComponent, UNSEEN);
        }
    }

    /// Enters a scan, as it is to be read and written.
    JpegScan enter(JpegScan scan, Segment segment, Notes notes) throws ImageRefused {
        if (++count > maxScans) {
            throw segment.corrupt("J11", "more than " + maxScans + " scans");
        }
        return frame.isProgressive()
                ? enterProgressive(scan, segment)
                : enterSequential(scan, segment, notes);
    }

    /// Whether everything has come, at the end of the picture.
    void checkWhole(long offset) throws ImageRefused {
        for (var component : frame.components()) {
            if (!seen[component.index()]) {
                throw ImageRefused.truncated("J10", offset, "a component has no scan");
            }
            if (frame.isProgressive() && !isWhole(bit[component.index()])) {
                throw ImageRefused.truncated("J11", offset, "scans are missing");
            }
        }
    }

    private JpegScan enterSequential(JpegScan scan, Segment segment, Notes notes)
            throws ImageRefused {
        for (var component : scan.components()) {
            if (seen[component.index()]) {
                throw segment.corrupt("J10", "a component has two scans");
            }
            seen[component.index()] = true;
        }
        var read = scan.asSequential();
        if (!read.equals(scan)) {
            notes.add(Note.Kind.SEQUENTIAL_PARAMETERS, 0);
        }
        return read;
    }

    private JpegScan enterProgressive(JpegScan scan, Segment segment) throws ImageRefused {
        if (!hasLegalBand(scan) || !hasLegalBits(scan)) {
            throw segment.corrupt("J11", "progressive parameters");
        }
        for (var component : scan.components()) {
            seen[component.index()] = true;
            refine(bit[component.index()], scan, segment);
        }
        return scan;
    }

    private static boolean hasLegalBand(JpegScan scan) {
        if (scan.spectralStart() == 0) {
            return scan.spectralEnd() == 0;
        }
        return scan.parts().size() == 1
                && scan.spectralStart() <= scan.spectralEnd()
                && scan.spectralEnd() < COEFFICIENTS;
    }

    private static boolean hasLegalBits(JpegScan scan) {
        return scan.low() <= MAX_LOW && (scan.high() == 0 || scan.low() == scan.high() - 1);
    }

    private static void refine(int[] bits, JpegScan scan, Segment segment) throws ImageRefused {
        if (scan.spectralStart() > 0 && bits[0] == UNSEEN) {
            throw segment.corrupt("J11", "AC before DC");
        }
        int expected = scan.high() == 0 ? UNSEEN : scan.high();
        for (int k = scan.spectralStart(); k <= scan.spectralEnd(); k++) {
            if (bits[k] != expected) {
                throw segment.corrupt("J11", "coefficient " + k + " out of turn");
            }
            bits[k] = scan.low();
        }
    }

    private static boolean isWhole(int[] bits) {
        return Arrays.stream(bits).allMatch(lowest -> lowest == 0);
    }
}
