package io.dermflow.ingest.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The quantisation and Huffman tables in force: rule J8, and J9 where a scan asks for one.
///
/// Remembers which ones changed since they were last written, so that a table nobody uses is never
/// written at all.
final class JpegTables {

    private static final int AC = 0x10;
    private static final int COUNTS = 17;
    private static final int MAX_SYMBOLS = 256;
    private static final int MAX_DC_SYMBOL = 15;

    private final Slots quant = new Slots(4);
    private final Slots huffman = new Slots(AC + 4);

    /// One table as a segment of its own.
    record Table(int marker, byte[] body) {}

    /// Takes a DQT segment.
    void defineQuant(Segment segment) throws ImageRefused {
        int at = 0;
        while (at < segment.length()) {
            int precision = segment.u8(at) >> 4;
            int slot = segment.u8(at) & 15;
            int size = 1 + 64 * (1 + precision);
            if (precision > 1 || slot > 3 || at + size > segment.length()) {
                throw segment.corrupt("J8", "quantisation table");
            }
            quant.define(slot, segment, at, size);
            at += size;
        }
    }

    /// Takes a DHT segment. Whether the codes make sense is asked when a scan uses the table.
    void defineHuffman(Segment segment) throws ImageRefused {
        int at = 0;
        while (at < segment.length()) {
            int size = COUNTS + symbols(segment, at);
            int slot = segment.u8(at);
            if (slot >> 4 > 1 || (slot & 15) > 3 || at + size > segment.length()) {
                throw segment.corrupt("J8", "Huffman table");
            }
            huffman.define(slot, segment, at, size);
            at += size;
        }
    }

    /// The tables that this scan uses and that changed since a scan before it used them.
    List<Table> takeUsed(JpegScan scan, Segment segment) throws ImageRefused {
        var used = new ArrayList<Table>();
        for (var part : scan.parts()) {
            int slot = part.component().quantTable();
            if (quant.at(slot) == null) {
                throw segment.corrupt("J9", "quantisation table " + slot + " is missing");
            }
            quant.takeChanged(slot, JpegMarker.DQT, used);
            if (scan.needsDcTable()) {
                takeHuffman(part.dcTable(), segment, used);
            }
            if (scan.needsAcTable()) {
                takeHuffman(AC | part.acTable(), segment, used);
            }
        }
        return used;
    }

    private void takeHuffman(int slot, Segment segment, List<Table> used) throws ImageRefused {
        byte[] table = huffman.at(slot);
        if (table == null) {
            throw segment.corrupt("J9", "Huffman table " + slot + " is missing");
        }
        if (!isDecodable(table) || slot < AC && !hasDcSymbols(table)) {
            throw segment.corrupt("J8", "Huffman table " + slot);
        }
        huffman.takeChanged(slot, JpegMarker.DHT, used);
    }

    private static int symbols(Segment segment, int at) throws ImageRefused {
        if (at + COUNTS > segment.length()) {
            throw segment.corrupt("J8", "Huffman table");
        }
        int sum = 0;
        for (int length = 1; length < COUNTS; length++) {
            sum += segment.u8(at + length);
        }
        if (sum > MAX_SYMBOLS) {
            throw segment.corrupt("J8", sum + " Huffman codes");
        }
        return sum;
    }

    /// Not empty, and no more codes of a length than there are: T.81 annex C.
    private static boolean isDecodable(byte[] table) {
        int code = 0;
        for (int length = 1; length < COUNTS; length++) {
            code += table[length] & 0xFF;
            if (code > 1 << length) {
                return false;
            }
            code <<= 1;
        }
        return table.length > COUNTS;
    }

    private static boolean hasDcSymbols(byte[] table) {
        for (int at = COUNTS; at < table.length; at++) {
            if ((table[at] & 0xFF) > MAX_DC_SYMBOL) {
                return false;
            }
        }
        return true;
    }

    /// Tables of one class by number.
    private static final class Slots {

        private final byte[] @Nullable [] tables;
        private final boolean[] changed;

        Slots(int count) {
            tables = new byte[count][];
            changed = new boolean[count];
        }

        void define(int slot, Segment segment, int at, int size) {
            tables[slot] = Arrays.copyOfRange(segment.bytes(), at, at + size);
            changed[slot] = true;
        }

        byte @Nullable [] at(int slot) {
            return tables[slot];
        }

        void takeChanged(int slot, int marker, List<Table> to) {
            byte[] table = tables[slot];
            if (table != null && changed[slot]) {
                changed[slot] = false;
                to.add(new Table(marker, table));
            }
        }
    }
}
