package io.dermflow.imaging.entropy;

import org.jspecify.annotations.Nullable;

/// Quantisation and Huffman tables as defined so far (rule J8).
final class Tables {

    private static final int SLOTS = 4;
    private static final int COEFFICIENTS = 64;

    /// Step of the DC coefficient by table; the others are of no use here. 0 where undefined.
    private final int[] dcSteps = new int[SLOTS];

    private final boolean[] quantisationDefined = new boolean[SLOTS];
    private final @Nullable HuffmanTable[] dc = new HuffmanTable[SLOTS];
    private final @Nullable HuffmanTable[] ac = new HuffmanTable[SLOTS];

    /// @param start first byte of the segment's body
    /// @param end first byte behind it
    void quantisation(byte[] data, int start, int end) {
        var at = start;
        while (at < end) {
            var wide = (data[at] & 0xFF) >> 4;
            var slot = data[at] & 15;
            var size = COEFFICIENTS << wide;
            if (wide > 1 || slot >= SLOTS || at + 1 + size > end) {
                throw DamageFound.notCanonical(at);
            }
            var step = data[at + 1] & 0xFF;
            dcSteps[slot] = wide == 0 ? step : step << 8 | data[at + 2] & 0xFF;
            quantisationDefined[slot] = true;
            at += 1 + size;
        }
    }

    void huffman(byte[] data, int start, int end) {
        var at = start;
        while (at < end) {
            var size = at + 17 <= end ? symbols(data, at + 1) : 0;
            var slot = data[at] & 15;
            var kind = (data[at] & 0xFF) >> 4;
            if (kind > 1 || slot >= SLOTS || size == 0 || size > 256 || at + 17 + size > end) {
                throw DamageFound.notCanonical(at);
            }
            (kind == 0 ? dc : ac)[slot] = new HuffmanTable(data, at + 1, size);
            at += 17 + size;
        }
    }

    int dcStep(int slot, int offset) {
        if (!quantisationDefined[slot]) {
            throw DamageFound.notCanonical(offset);
        }
        return dcSteps[slot];
    }

    HuffmanTable dc(int slot, int offset) {
        var table = defined(dc, slot, offset);
        if (!table.fitsDc()) {
            throw DamageFound.notCanonical(offset);
        }
        return table;
    }

    HuffmanTable ac(int slot, int offset) {
        return defined(ac, slot, offset);
    }

    private static HuffmanTable defined(@Nullable HuffmanTable[] tables, int slot, int offset) {
        var table = slot < SLOTS ? tables[slot] : null;
        if (table == null) {
            throw DamageFound.notCanonical(offset);
        }
        return table;
    }

    private static int symbols(byte[] data, int at) {
        var total = 0;
        for (var i = 0; i < 16; i++) {
            total += data[at + i] & 0xFF;
        }
        return total;
    }
}
