package io.dermflow.ingest.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes the canonical JPEG: our own header, the tables in use, headers rebuilt from their fields,
/// entropy data as it was. Nothing of an APPn or COM segment can get here.
///
/// Our own header also settles the colour transform, about which decoders guess differently.
final class JpegCanonicalWriter {

    /// JFIF 1.01, density 1:1, no thumbnail.
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    /// Adobe 100, transform 0: the components are RGB.
    private static final byte[] ADOBE_RGB = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};

    private final OutputStream out;
    private boolean started;
    private int restartWritten;

    JpegCanonicalWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes all that stands before the entropy data of a scan.
    ///
    /// @param rgb whether the picture's components are RGB rather than YCbCr or grey
    /// @param restart MCUs between two restart markers, 0 for none
    void scan(
            JpegFrame frame, boolean rgb, JpegScan scan, List<JpegTables.Table> tables, int restart)
            throws IOException {
        boolean first = !started;
        started = true;
        if (first) {
            marker(JpegMarker.SOI);
            segment(rgb ? JpegMarker.APP14 : JpegMarker.APP0, rgb ? ADOBE_RGB : JFIF);
        }
        for (var table : tables) {
            segment(table.marker(), table.body());
        }
        if (first) {
            segment(frame.marker(), body(frame));
        }
        if (restart != restartWritten) {
            segment(JpegMarker.DRI, new byte[] {(byte) (restart >> 8), (byte) restart});
            restartWritten = restart;
        }
        segment(JpegMarker.SOS, body(scan));
    }

    /// Passes entropy data through.
    void entropy(byte[] buffer, int from, int to) throws IOException {
        if (from < to) {
            out.write(buffer, from, to - from);
        }
    }

    void marker(int marker) throws IOException {
        out.write(new byte[] {(byte) 0xFF, (byte) marker});
    }

    private void segment(int marker, byte[] body) throws IOException {
        int length = body.length + 2;
        out.write(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.write(body);
    }

    private static byte[] body(JpegFrame frame) {
        byte[] body = new byte[6 + 3 * frame.components().size()];
        body[0] = 8;
        body[1] = (byte) (frame.height() >> 8);
        body[2] = (byte) frame.height();
        body[3] = (byte) (frame.width() >> 8);
        body[4] = (byte) frame.width();
        body[5] = (byte) frame.components().size();
        int at = 6;
        for (var component : frame.components()) {
            body[at++] = (byte) component.id();
            body[at++] = (byte) (component.horizontal() << 4 | component.vertical());
            body[at++] = (byte) component.quantTable();
        }
        return body;
    }

    private static byte[] body(JpegScan scan) {
        byte[] body = new byte[4 + 2 * scan.parts().size()];
        int at = 0;
        body[at++] = (byte) scan.parts().size();
        for (var part : scan.parts()) {
            body[at++] = (byte) part.component().id();
            body[at++] = (byte) (part.dcTable() << 4 | part.acTable());
        }
        body[at++] = (byte) scan.spectralStart();
        body[at++] = (byte) scan.spectralEnd();
        body[at] = (byte) (scan.high() << 4 | scan.low());
        return body;
    }
}
