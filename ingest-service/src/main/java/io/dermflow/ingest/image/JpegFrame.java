package io.dermflow.ingest.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The frame header (SOF) of a JPEG that has passed rules J6, F6 and F7.
record JpegFrame(int marker, int width, int height, List<Component> components) {

    private static final int FIXED_PART = 6;
    private static final int COMPONENT_PART = 3;

    JpegFrame {
        components = List.copyOf(components);
    }

    /// One colour component.
    ///
    /// @param index position in the frame, from 0
    /// @param horizontal sampling factor 1..4
    /// @param vertical sampling factor 1..4
    record Component(int index, int id, int horizontal, int vertical, int quantTable) {}

    static JpegFrame parse(Segment segment, ImageLimits limits) throws ImageRefused {
        if (segment.length() < FIXED_PART) {
            throw segment.corrupt("J6", "frame header too short");
        }
        checkPrecision(segment);
        int height = segment.u16(1);
        int width = segment.u16(3);
        checkShape(segment, width, height);
        limits.check(width, height, segment.offset());
        return new JpegFrame(segment.marker(), width, height, components(segment));
    }

    boolean isProgressive() {
        return marker == JpegMarker.SOF2;
    }

    boolean isGrey() {
        return components.size() == 1;
    }

    /// How many MCUs a scan of these components has: T.81 A.2.
    long mcus(List<Component> chosen) {
        int horizontal = components.stream().mapToInt(Component::horizontal).max().orElseThrow();
        int vertical = components.stream().mapToInt(Component::vertical).max().orElseThrow();
        if (chosen.size() > 1) {
            return (long) Math.ceilDiv(width, 8 * horizontal) * Math.ceilDiv(height, 8 * vertical);
        }
        var only = chosen.getFirst();
        int columns = Math.ceilDiv(width * only.horizontal(), horizontal);
        int rows = Math.ceilDiv(height * only.vertical(), vertical);
        return (long) Math.ceilDiv(columns, 8) * Math.ceilDiv(rows, 8);
    }

    private static void checkPrecision(Segment segment) throws ImageRefused {
        int precision = segment.u8(0);
        if (precision == 12) {
            throw ImageRefused.unsupportedJpeg("J6", segment.offset(), "12_bit");
        }
        if (precision != 8) {
            throw segment.corrupt("J6", "precision " + precision);
        }
    }

    private static void checkShape(Segment segment, int width, int height) throws ImageRefused {
        if (width == 0) {
            throw segment.corrupt("J6", "width 0");
        }
        if (height == 0) {
            throw ImageRefused.unsupportedJpeg("J6", segment.offset(), "dnl");
        }
        int count = segment.u8(5);
        if (count == 4) {
            throw ImageRefused.unsupportedJpeg("J6", segment.offset(), "cmyk");
        }
        boolean known = count == 1 || count == 3;
        if (!known || segment.length() != FIXED_PART + COMPONENT_PART * count) {
            throw segment.corrupt("J6", count + " components");
        }
    }

    private static List<Component> components(Segment segment) throws ImageRefused {
        var components = new ArrayList<Component>();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < segment.u8(5); i++) {
            int at = FIXED_PART + COMPONENT_PART * i;
            int sampling = segment.u8(at + 1);
            var component =
                    new Component(
                            i, segment.u8(at), sampling >> 4, sampling & 15, segment.u8(at + 2));
            if (!isLegal(component) || !ids.add(component.id())) {
                throw segment.corrupt("J6", "component " + i);
            }
            components.add(component);
        }
        return components;
    }

    private static boolean isLegal(Component component) {
        return isSampling(component.horizontal())
                && isSampling(component.vertical())
                && component.quantTable() <= 3;
    }

    private static boolean isSampling(int factor) {
        return factor >= 1 && factor <= 4;
    }
}
