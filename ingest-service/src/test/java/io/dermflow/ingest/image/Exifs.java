package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Small Exif blocks for tests, without the `Exif` prefix.
final class Exifs {

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ASCII = 2;

    private Exifs() {}

    static byte[] orientation(int orientation, ByteOrder order) {
        var tiff = header(order, 64);
        tiff.putShort((short) 2);
        entry(tiff, 0x010F, ASCII, 3, 0x41424300);
        tiff.putShort((short) 0x0112).putShort((short) SHORT).putInt(1);
        tiff.putShort((short) orientation);
        return tiff.array();
    }

    /// With an Exif directory at 40 and an Interoperability directory at 80.
    static byte[] colourSpace(int colourSpace, String interop) {
        var tiff = header(ByteOrder.BIG_ENDIAN, 128);
        tiff.putShort((short) 1);
        entry(tiff, 0x8769, LONG, 1, 40);
        tiff.position(40).putShort((short) 2);
        entry(tiff, 0xA001, SHORT, 1, colourSpace << 16);
        entry(tiff, 0xA005, LONG, 1, 80);
        tiff.position(80).putShort((short) 1);
        entry(tiff, 1, ASCII, 4, ByteBuffer.wrap((interop + "\0").getBytes(ISO_8859_1)).getInt());
        return tiff.array();
    }

    private static ByteBuffer header(ByteOrder order, int size) {
        var tiff = ByteBuffer.allocate(size).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(ISO_8859_1));
        return tiff.putShort((short) 42).putInt(8);
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
