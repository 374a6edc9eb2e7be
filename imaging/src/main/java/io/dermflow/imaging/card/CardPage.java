package io.dermflow.imaging.card;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/// One page of A4 as PDF 1.4 (ISO 32000-1), the card as an image in its middle.
final class CardPage {

    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final double PAGE_WIDTH_MM = 210;
    private static final double PAGE_HEIGHT_MM = 297;

    /// Of the line to cut along; it lies outside the card.
    private static final double LINE_MM = 0.1;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private CardPage() {}

    /// @param rgb a pixel 3 bytes, rows from the top
    static byte[] of(byte[] rgb, int width, int height) {
        return new CardPage().written(rgb, width, height);
    }

    private byte[] written(byte[] rgb, int width, int height) {
        text("%PDF-1.4\n");
        object("<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents 4 0 R "
                                .formatted(points(PAGE_WIDTH_MM), points(PAGE_HEIGHT_MM))
                        + "/Resources << /XObject << /Card 5 0 R >> >> >>");
        stream("", content().getBytes(StandardCharsets.US_ASCII));
        stream(
                "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
                                .formatted(width, height)
                        + "/BitsPerComponent 8 /Filter /FlateDecode ",
                deflated(rgb));
        trailer();
        return file.toByteArray();
    }

    private static String content() {
        var left = (PAGE_WIDTH_MM - CardLayout.WIDTH_MM) / 2;
        var low = (PAGE_HEIGHT_MM - CardLayout.HEIGHT_MM) / 2;
        var card =
                "q %s 0 0 %s %s %s cm /Card Do Q\n"
                        .formatted(
                                points(CardLayout.WIDTH_MM),
                                points(CardLayout.HEIGHT_MM),
                                points(left),
                                points(low));
        return card
                + "q 0.6 G %s w %s %s %s %s re S Q\n"
                        .formatted(
                                points(LINE_MM),
                                points(left - LINE_MM / 2),
                                points(low - LINE_MM / 2),
                                points(CardLayout.WIDTH_MM + LINE_MM),
                                points(CardLayout.HEIGHT_MM + LINE_MM));
    }

    private static String points(double mm) {
        return String.format(Locale.ROOT, "%.4f", mm * POINTS_PER_MM);
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var some = new byte[8192];
            while (!deflater.finished()) {
                out.write(some, 0, deflater.deflate(some));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private void object(String dictionary) {
        begin();
        text(dictionary + "\nendobj\n");
    }

    private void stream(String dictionary, byte[] bytes) {
        begin();
        text("<< %s/Length %d >>\nstream\n".formatted(dictionary, bytes.length));
        file.writeBytes(bytes);
        text("\nendstream\nendobj\n");
    }

    private void begin() {
        offsets.add(file.size());
        text("%d 0 obj\n".formatted(offsets.size()));
    }

    private void trailer() {
        var start = file.size();
        text("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
        offsets.forEach(offset -> text("%010d 00000 n \n".formatted(offset)));
        text(
                "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(offsets.size() + 1, start));
    }

    private void text(String words) {
        file.writeBytes(words.getBytes(StandardCharsets.US_ASCII));
    }
}
