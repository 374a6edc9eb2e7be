package io.dermflow.imaging.entropy;

import java.util.ArrayList;
import java.util.List;

/// Reads the bodies of SOF and SOS segments (rules F6, J6 and J9).
final class Headers {

    private static final int MAX_PIXELS = 51_000_000;
    private static final int MAX_SIDE = 20_000;
    private static final int MAX_BLOCKS_PER_MCU = 10;

    private Headers() {}

    static Frame frame(byte[] data, int start, int end, boolean progressive) {
        var count = end - start >= 6 ? data[start + 5] : 0;
        if (count != 1 && count != 3 || end - start != 6 + 3 * count || data[start] != 8) {
            throw DamageFound.notCanonical(start);
        }
        var height = unsignedShort(data, start + 1);
        var width = unsignedShort(data, start + 3);
        if (width == 0
                || height == 0
                || Math.max(width, height) > MAX_SIDE
                || width * height > MAX_PIXELS) {
            throw DamageFound.notCanonical(start);
        }
        var components = new ArrayList<Frame.Component>();
        for (var i = 0; i < count; i++) {
            components.add(component(data, start + 6 + 3 * i, components));
        }
        return new Frame(width, height, progressive, components);
    }

    private static Frame.Component component(byte[] data, int at, List<Frame.Component> before) {
        var id = data[at] & 0xFF;
        var horizontal = (data[at + 1] & 0xFF) >> 4;
        var vertical = data[at + 1] & 15;
        var quantisation = data[at + 2] & 0xFF;
        if (horizontal < 1
                || horizontal > 4
                || vertical < 1
                || vertical > 4
                || quantisation > 3
                || before.stream().anyMatch(other -> other.id() == id)) {
            throw DamageFound.notCanonical(at);
        }
        return new Frame.Component(before.size(), id, horizontal, vertical, quantisation);
    }

    static Scan scan(byte[] data, int start, int end, Frame frame, Tables tables) {
        var count = end > start ? data[start] & 0xFF : 0;
        if (count < 1 || count > frame.components().size() || end - start != 4 + 2 * count) {
            throw DamageFound.notCanonical(start);
        }
        // Decoders ignore these parameters in sequential files, and so does this.
        var first = frame.progressive() ? data[end - 3] & 0xFF : 0;
        var last = frame.progressive() ? data[end - 2] & 0xFF : 63;
        var previousBit = frame.progressive() ? (data[end - 1] & 0xFF) >> 4 : 0;
        var bit = frame.progressive() ? data[end - 1] & 15 : 0;
        var channels = new ArrayList<Scan.Channel>();
        var next = 0;
        for (var at = start + 1; at < end - 3; at += 2) {
            var component = find(frame, next, data[at] & 0xFF, at);
            next = component.index() + 1;
            var slots = data[at + 1] & 0xFF;
            channels.add(
                    new Scan.Channel(
                            component,
                            first == 0 && previousBit == 0 ? tables.dc(slots >> 4, at) : null,
                            last > 0 ? tables.ac(slots & 15, at) : null,
                            tables.dcStep(component.quantisation(), at)));
        }
        return requireSmallMcu(new Scan(channels, first, last, previousBit, bit), start);
    }

    /// Components come in the order of the frame, each once.
    private static Frame.Component find(Frame frame, int from, int id, int at) {
        return frame.components().stream()
                .skip(from)
                .filter(component -> component.id() == id)
                .findFirst()
                .orElseThrow(() -> DamageFound.notCanonical(at));
    }

    private static Scan requireSmallMcu(Scan scan, int start) {
        var blocks =
                scan.channels().stream()
                        .map(Scan.Channel::component)
                        .mapToInt(component -> component.horizontal() * component.vertical())
                        .sum();
        if (scan.interleaved() && blocks > MAX_BLOCKS_PER_MCU) {
            throw DamageFound.notCanonical(start);
        }
        return scan;
    }

    private static int unsignedShort(byte[] data, int at) {
        return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
    }
}
