package io.dermflow.imaging.entropy;

import java.util.function.ToIntFunction;

/// Walks all blocks of one scan, restart segment by restart segment, and adds the place to whatever
/// goes wrong.
final class ScanCheck {

    private final byte[] data;
    private final BitReader bits;
    private final BlockCheck blocks;

    /// MCUs between restart markers, 0 for none.
    private final int restartInterval;

    private final int mcusAcross;
    private final int mcus;

    /// By channel: what a block's index is reckoned from, looked up once.
    private final int[] strides;

    private final int[] horizontal;
    private final int[] vertical;

    ScanCheck(byte[] data, Frame frame, Scan scan, int restartInterval, long[][] nonZero) {
        this.data = data;
        this.restartInterval = restartInterval;
        this.bits = new BitReader(data);
        this.blocks =
                frame.progressive()
                        ? ProgressiveBlocks.of(bits, scan, nonZero)
                        : new SequentialBlocks(bits, scan);
        var alone = scan.channels().getFirst().component();
        this.mcusAcross = scan.interleaved() ? frame.mcusAcross() : frame.blocksAcross(alone);
        this.mcus = mcusAcross * (scan.interleaved() ? frame.mcusDown() : frame.blocksDown(alone));
        this.strides = numbers(scan, frame::stride);
        this.horizontal = numbers(scan, Frame.Component::horizontal);
        this.vertical = numbers(scan, Frame.Component::vertical);
    }

    /// Returns the offset of the marker behind the scan.
    int run(int offset) {
        var start = offset;
        var length = restartInterval > 0 ? restartInterval : mcus;
        for (var first = 0; ; first += length) {
            var last = Math.min(mcus, first + length);
            var marker = segment(start, first, last);
            if (last == mcus) {
                return marker;
            }
            requireRestart(marker, first / length, last);
            start = marker + 2;
        }
    }

    private int segment(int start, int first, int end) {
        bits.start(start);
        blocks.restart();
        var mcu = first;
        try {
            for (; mcu < end; mcu++) {
                mcu(mcu);
                if (bits.overrun()) {
                    throw DamageFound.truncated("H3", bits.offset());
                }
            }
            blocks.finish();
            return bits.finish(end == mcus);
        } catch (DamageFound found) {
            // Zeros invented past the end may look like anything: the missing data are the cause.
            var cause = bits.overrun() ? DamageFound.truncated("H3", bits.offset()) : found;
            throw cause.atMcu(mcu, mcus);
        }
    }

    private void mcu(int mcu) {
        var row = mcu / mcusAcross;
        var column = mcu - row * mcusAcross;
        if (strides.length == 1) {
            blocks.check(0, row * strides[0] + column);
            return;
        }
        for (var channel = 0; channel < strides.length; channel++) {
            for (var y = 0; y < vertical[channel]; y++) {
                var start =
                        (row * vertical[channel] + y) * strides[channel]
                                + column * horizontal[channel];
                for (var x = 0; x < horizontal[channel]; x++) {
                    blocks.check(channel, start + x);
                }
            }
        }
    }

    private static int[] numbers(Scan scan, ToIntFunction<Frame.Component> number) {
        return scan.channels().stream().map(Scan.Channel::component).mapToInt(number).toArray();
    }

    private void requireRestart(int marker, int segment, int mcu) {
        var code = data[marker + 1] & 0xFF;
        if (code < 0xD0 || code > 0xD7) {
            throw DamageFound.truncated("H3", marker).atMcu(mcu, mcus);
        }
        if (code != 0xD0 + segment % 8) {
            throw DamageFound.corrupt("J12", marker).atMcu(mcu, mcus);
        }
    }
}
