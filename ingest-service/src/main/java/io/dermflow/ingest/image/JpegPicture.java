package io.dermflow.ingest.image;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known so far of the picture in a JPEG, segment by segment.
final class JpegPicture {

    private final ImageLimits limits;
    private final JpegCanonicalWriter writer;
    private final Notes notes;
    private final JpegMetadata metadata;
    private final JpegTables tables = new JpegTables();
    private @Nullable JpegFrame frame;
    private @Nullable JpegScans scans;
    private boolean scanned;
    private int restart;

    JpegPicture(ImageLimits limits, JpegCanonicalWriter writer, Notes notes) {
        this.limits = limits;
        this.writer = writer;
        this.notes = notes;
        metadata = new JpegMetadata(limits);
    }

    /// Whether a segment matters; the others are skipped unread.
    static boolean reads(int marker) {
        return switch (marker) {
            case JpegMarker.SOF0,
                    JpegMarker.SOF1,
                    JpegMarker.SOF2,
                    JpegMarker.DHT,
                    JpegMarker.DQT,
                    JpegMarker.DRI,
                    JpegMarker.DNL,
                    JpegMarker.SOS ->
                    true;
            default -> JpegMetadata.reads(marker);
        };
    }

    /// Takes one segment.
    ///
    /// @return the entropy data that follows, or null when a marker follows
    @Nullable JpegEntropy read(Segment segment) throws ImageRefused, IOException {
        switch (segment.marker()) {
            case JpegMarker.SOF0, JpegMarker.SOF1, JpegMarker.SOF2 -> readFrame(segment);
            case JpegMarker.DHT -> tables.defineHuffman(segment);
            case JpegMarker.DQT -> tables.defineQuant(segment);
            case JpegMarker.DRI -> readRestart(segment);
            case JpegMarker.DNL -> checkLines(segment);
            case JpegMarker.SOS -> {
                return readScan(segment);
            }
            default -> metadata.read(segment);
        }
        return null;
    }

    /// Takes the end of the picture.
    void end(long offset) throws ImageRefused, IOException {
        if (scans == null || !scanned) {
            throw ImageRefused.corrupt("J10", offset, "no scan before the end of the picture");
        }
        scans.checkWhole(offset);
        writer.marker(JpegMarker.EOI);
    }

    AcceptedImage accepted() {
        var whole = Optional.ofNullable(frame).orElseThrow();
        return new AcceptedImage(
                FormatSniffer.Format.JPEG.mediaType(),
                whole.width(),
                whole.height(),
                metadata.orientation(),
                metadata.colourSpace(whole.isGrey(), notes),
                notes.asList());
    }

    private void readFrame(Segment segment) throws ImageRefused {
        if (frame != null) {
            throw segment.corrupt("J6", "a second frame header");
        }
        frame = JpegFrame.parse(segment, limits);
        scans = new JpegScans(frame, limits.maxScans());
    }

    private void readRestart(Segment segment) throws ImageRefused {
        if (segment.length() != 2) {
            throw segment.corrupt("J8", "restart interval");
        }
        restart = segment.u16(0);
    }

    private void checkLines(Segment segment) throws ImageRefused {
        boolean same =
                frame != null
                        && scanned
                        && segment.length() == 2
                        && segment.u16(0) == frame.height();
        if (!same) {
            throw segment.corrupt("J8", "number of lines");
        }
    }

    private JpegEntropy readScan(Segment segment) throws ImageRefused, IOException {
        if (frame == null || scans == null) {
            throw segment.corrupt("J6", "scan before the frame header");
        }
        var scan = scans.enter(JpegScan.parse(segment, frame), segment, notes);
        var used = tables.takeUsed(scan, segment);
        scanned = true;
        writer.scan(frame, metadata.isRgb(frame), scan, used, restart);
        return new JpegEntropy(frame.mcus(scan.components()), restart, writer, notes);
    }
}
