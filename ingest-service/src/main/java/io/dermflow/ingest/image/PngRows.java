package io.dermflow.ingest.image;

import java.util.ArrayList;
import java.util.List;

/// Counts inflated bytes against the rows that the header announces and looks at each row's filter
/// byte. Holds none of them.
final class PngRows {

    private static final int MAX_FILTER = 4;

    /// Adam7, PNG 8.2: first column, first row, column step and row step of each pass.
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    /// Rows of one width.
    private record Pass(long rowBytes, int rows) {}

    private final List<Pass> passes = new ArrayList<>();
    private int pass;
    private int row;
    private long leftInRow;
    private long left;

    PngRows(PngHeader header) {
        for (int[] step : header.interlaced() ? ADAM7 : WHOLE) {
            int columns = Math.ceilDiv(header.width() - step[0], step[2]);
            int rows = Math.ceilDiv(header.height() - step[1], step[3]);
            if (columns > 0 && rows > 0) {
                long rowBytes = Math.ceilDiv((long) columns * header.bitsPerPixel(), 8L);
                passes.add(new Pass(rowBytes, rows));
                left += (1 + rowBytes) * rows;
            }
        }
    }

    /// Bytes still to come, filter bytes among them.
    long left() {
        return left;
    }

    /// Counts `inflated[0, length)`, at most [#left()] bytes.
    ///
    /// @return whether all filter bytes were legal
    boolean count(byte[] inflated, int length) {
        left -= length;
        int at = 0;
        while (at < length) {
            if (leftInRow == 0) {
                if ((inflated[at++] & 0xFF) > MAX_FILTER) {
                    return false;
                }
                beginRow();
            }
            int taken = (int) Math.min(length - at, leftInRow);
            leftInRow -= taken;
            at += taken;
        }
        return true;
    }

    private void beginRow() {
        if (row == passes.get(pass).rows()) {
            row = 0;
            pass++;
        }
        row++;
        leftInRow = passes.get(pass).rowBytes();
    }
}
