package io.dermflow.ingest.image;

import io.dermflow.ingest.image.JpegFrame.Component;
import java.util.ArrayList;
import java.util.List;

/// A scan header (SOS) whose components are the frame's, in its order: rule J9.
///
/// @param spectralStart first coefficient
/// @param spectralEnd last coefficient
/// @param high bit position of the scan before (Ah), 0 for the first
/// @param low bit position of this scan (Al)
record JpegScan(List<Part> parts, int spectralStart, int spectralEnd, int high, int low) {

    /// T.81 B.2.3: an MCU holds at most ten blocks.
    private static final int MAX_BLOCKS = 10;

    JpegScan {
        parts = List.copyOf(parts);
    }

    /// One component with the Huffman tables it uses here, each 0..3.
    record Part(Component component, int dcTable, int acTable) {}

    static JpegScan parse(Segment segment, JpegFrame frame) throws ImageRefused {
        int count = segment.length() == 0 ? 0 : segment.u8(0);
        int known = frame.components().size();
        if (count < 1 || count > known || segment.length() != 4 + 2 * count) {
            throw segment.corrupt("J9", "scan of " + count + " components");
        }
        var parts = new ArrayList<Part>();
        int after = -1;
        for (int i = 0; i < count; i++) {
            var part = part(segment, 1 + 2 * i, frame);
            if (part.component().index() <= after) {
                throw segment.corrupt("J9", "components of the scan not in the frame's order");
            }
            after = part.component().index();
            parts.add(part);
        }
        checkBlocks(segment, parts);
        int last = segment.length() - 1;
        int bits = segment.u8(last);
        return new JpegScan(
                parts, segment.u8(last - 2), segment.u8(last - 1), bits >> 4, bits & 15);
    }

    /// The same scan as decoders read it in a sequential picture, whatever its header says.
    JpegScan asSequential() {
        return new JpegScan(parts, 0, 63, 0, 0);
    }

    List<Component> components() {
        return parts.stream().map(Part::component).toList();
    }

    boolean needsDcTable() {
        return spectralStart == 0 && high == 0;
    }

    boolean needsAcTable() {
        return spectralEnd > 0;
    }

    private static Part part(Segment segment, int at, JpegFrame frame) throws ImageRefused {
        int id = segment.u8(at);
        int tables = segment.u8(at + 1);
        for (var component : frame.components()) {
            if (component.id() == id && tables >> 4 <= 3 && (tables & 15) <= 3) {
                return new Part(component, tables >> 4, tables & 15);
            }
        }
        throw segment.corrupt("J9", "unknown component or table in the scan");
    }

    private static void checkBlocks(Segment segment, List<Part> parts) throws ImageRefused {
        int blocks = 0;
        for (var part : parts) {
            blocks += part.component().horizontal() * part.component().vertical();
        }
        if (parts.size() > 1 && blocks > MAX_BLOCKS) {
            throw segment.corrupt("J9", blocks + " blocks in an MCU");
        }
    }
}
