package io.dermflow.imaging.entropy;

/// One Huffman table (ITU-T T.81, Annex C and F.2.2.3), with two look-ups for the short codes that
/// make up nearly all of a picture: one symbol at a time, and as many AC coefficients as fit.
final class HuffmanTable {

    private static final int LOOKUP_BITS = 10;

    /// One window holds two or three coefficients of a photograph; its table fits the first cache.
    static final int RUN_BITS = 12;

    static final int RUN_MASK = (1 << RUN_BITS) - 1;

    private static final int MAX_AC_SIZE = 10;
    private static final int MAX_DC_SIZE = 15;

    /// By the next ten bits: `length << 8 | symbol`, 0 for a longer code.
    private final short[] symbols = new short[1 << LOOKUP_BITS];

    /// By code length: first code that is too large, aligned to 16 bits.
    private final int[] limits = new int[17];

    /// By code length: index of the first symbol minus its code.
    private final int[] offsets = new int[17];

    private final byte[] values;

    /// @param counts 16 numbers of codes by length, from `at`
    /// @param size how many symbols follow them
    HuffmanTable(byte[] data, int at, int size) {
        values = new byte[size];
        System.arraycopy(data, at + 16, values, 0, size);
        var code = 0;
        var index = 0;
        for (var length = 1; length <= 16; length++) {
            var codes = data[at + length - 1] & 0xFF;
            offsets[length] = index - code;
            for (var i = 0; i < codes; i++) {
                fill(code++, length, values[index++] & 0xFF);
            }
            if (code > 1 << length) {
                throw DamageFound.notCanonical(at);
            }
            limits[length] = code << (16 - length);
            code <<= 1;
        }
    }

    /// Whether every symbol is a size that a DC difference can have in any JPEG.
    boolean fitsDc() {
        for (var value : values) {
            if ((value & 0xFF) > MAX_DC_SIZE) {
                return false;
            }
        }
        return true;
    }

    /// Takes one symbol; the caller has made sure of 16 bits.
    int decode(BitReader bits) {
        var entry = symbols[bits.peek(LOOKUP_BITS)];
        if (entry != 0) {
            bits.skip(entry >> 8);
            return entry & 0xFF;
        }
        return decodeLong(bits);
    }

    /// For sequential AC, by the next [#RUN_BITS] bits: all symbols whose codes lie in them, as
    /// [SymbolRun].
    int[] runs() {
        var runs = new int[1 << RUN_BITS];
        for (var window = 0; window < runs.length; window++) {
            runs[window] = runOf(window);
        }
        return runs;
    }

    private int decodeLong(BitReader bits) {
        var next = bits.peek(16);
        for (var length = LOOKUP_BITS + 1; length <= 16; length++) {
            if (next < limits[length]) {
                bits.skip(length);
                return values[offsets[length] + (next >> (16 - length))] & 0xFF;
            }
        }
        throw DamageFound.corrupt("H2", bits.offset());
    }

    private void fill(int code, int length, int symbol) {
        if (length > LOOKUP_BITS || code >= 1 << length) {
            return;
        }
        var spare = LOOKUP_BITS - length;
        for (var i = code << spare; i < (code + 1) << spare; i++) {
            symbols[i] = (short) (length << 8 | symbol);
        }
    }

    private int runOf(int window) {
        var bits = 0;
        var coefficients = 0;
        while (bits < RUN_BITS) {
            var next = (window << bits & RUN_MASK) >> RUN_BITS - LOOKUP_BITS;
            var length = symbols[next] >> 8;
            var symbol = symbols[next] & 0xFF;
            if (length == 0 || bits + length > RUN_BITS) {
                break;
            }
            if (symbol == 0) {
                return SymbolRun.of(bits + length, coefficients, true);
            }
            var size = symbol & 15;
            var covered = (symbol >> 4) + 1;
            if (size == 0 || size > MAX_AC_SIZE || coefficients + covered >= BitReader.BLOCK) {
                break;
            }
            bits += length + size;
            coefficients += covered;
        }
        return SymbolRun.of(bits, coefficients, false);
    }
}
