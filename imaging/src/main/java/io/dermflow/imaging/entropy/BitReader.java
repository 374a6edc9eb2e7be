package io.dermflow.imaging.entropy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the bits of one entropy-coded segment, without the stuffed zero bytes. Past the end of the
/// segment it delivers zeros and remembers that it did: [#overrun()].
final class BitReader {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /// Coefficients of a block.
    static final int BLOCK = 64;

    private final byte[] data;
    private int position;

    /// The lowest `count` bits are unread, the lowest `padding` of them are invented zeros.
    private long buffer;

    private int count;
    private int padding;

    BitReader(byte[] data) {
        this.data = data;
    }

    void start(int offset) {
        position = offset;
        buffer = 0;
        count = 0;
        padding = 0;
    }

    /// Afterwards at least 32 bits can be taken.
    void ensure() {
        if (count < 32) {
            refill();
        }
    }

    int peek(int bits) {
        return (int) (buffer >>> (count - bits)) & ((1 << bits) - 1);
    }

    void skip(int bits) {
        count -= bits;
    }

    /// @param bits 0..16
    int take(int bits) {
        count -= bits;
        return (int) (buffer >>> count) & ((1 << bits) - 1);
    }

    /// @param bits any number, also more than [#ensure()] promises
    void skipMany(int bits) {
        for (var left = bits; left > 0; left -= 32) {
            ensure();
            count -= Math.min(left, 32);
        }
    }

    /// Skips AC symbols of one block from coefficient `next` on, as far as the table knows them.
    /// Afterwards at least 32 bits can be taken, unless the block has ended. The state is kept in
    /// local variables: most of the check's time is spent here.
    ///
    /// @param runs [HuffmanTable#runs()]
    /// @return the coefficient that needs a closer look; [#BLOCK] where the block has ended
    int skipRuns(int[] runs, int next) {
        var unread = buffer;
        var left = count;
        var reached = next;
        while (reached < BLOCK) {
            if (left < 32) {
                count = left;
                refill();
                unread = buffer;
                left = count;
            }
            var run = runs[(int) (unread >>> left - HuffmanTable.RUN_BITS) & HuffmanTable.RUN_MASK];
            var end = reached + SymbolRun.coefficients(run);
            if (run == SymbolRun.NONE || end > BLOCK) {
                break;
            }
            left -= SymbolRun.bits(run);
            reached = SymbolRun.endsBlock(run) ? BLOCK : end;
        }
        count = left;
        return reached;
    }

    /// Whether bits were taken that the segment doesn't have.
    boolean overrun() {
        return count < padding;
    }

    /// Near the next unread bit; exact to a few stuffed bytes.
    int offset() {
        return Math.max(0, position - ((count - padding) >> 3));
    }

    /// Ends the segment (H4) and returns the offset of the marker behind it.
    ///
    /// @param paddingAllowed whether whole bytes `00` or `FF` may be left
    int finish(boolean paddingAllowed) {
        var left = (count - padding) >> 3;
        for (var i = 0; i < left; i++) {
            requirePadding((int) (buffer >>> (padding + 8 * i)) & 0xFF, paddingAllowed);
        }
        while (position < data.length && !atMarker()) {
            var value = data[position] & 0xFF;
            requirePadding(value, paddingAllowed);
            position += value == 0xFF ? 2 : 1;
        }
        if (position + 1 >= data.length) {
            throw DamageFound.truncated("J13", data.length);
        }
        return position;
    }

    private void requirePadding(int value, boolean allowed) {
        if (!allowed || value != 0 && value != 0xFF) {
            throw DamageFound.corrupt("H4", position);
        }
    }

    private void refill() {
        if (position + 4 <= data.length) {
            var word = (int) INT.get(data, position);
            // No byte of the word is FF: nothing is stuffed, no marker starts (Hacker's Delight
            // 6-1).
            if ((word & 0x80808080 & (~word - 0x01010101)) == 0) {
                buffer = buffer << 32 | word & 0xFFFFFFFFL;
                count += 32;
                position += 4;
                return;
            }
        }
        while (count <= 56) {
            nextByte();
        }
    }

    private void nextByte() {
        count += 8;
        if (position >= data.length || atMarker()) {
            buffer <<= 8;
            padding += 8;
            return;
        }
        var value = data[position] & 0xFF;
        buffer = buffer << 8 | value;
        position += value == 0xFF ? 2 : 1;
    }

    private boolean atMarker() {
        return data[position] == (byte) 0xFF
                && (position + 1 >= data.length || data[position + 1] != 0);
    }
}
