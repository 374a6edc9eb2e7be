package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// PNGs of every type, chunk by chunk, so that a test can break one thing.
record Pngs(List<Chunk> chunks) {

    private static final int WIDTH = 67;
    private static final int HEIGHT = 45;
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    /// A chunk with its checksum as it is to be written.
    record Chunk(String type, byte[] body, int crc) {

        static Chunk of(String type, byte... body) {
            var crc = new CRC32();
            crc.update(type.getBytes(ISO_8859_1));
            crc.update(body);
            return new Chunk(type, body, (int) crc.getValue());
        }

        Chunk withWrongCrc() {
            return new Chunk(type, body, crc + 1);
        }
    }

    Pngs {
        chunks = List.copyOf(chunks);
    }

    /// All fifteen pairs of type and depth, plain and interlaced.
    static Map<String, byte[]> all() {
        var files = new LinkedHashMap<String, byte[]>();
        int[][] types = {{0, 1, 2, 4, 8, 16}, {2, 8, 16}, {3, 1, 2, 4, 8}, {4, 8, 16}, {6, 8, 16}};
        for (int[] type : types) {
            for (int depth : Arrays.copyOfRange(type, 1, type.length)) {
                for (int interlace : new int[] {0, 1}) {
                    var name =
                            "type%d-depth%d-interlace%d.png".formatted(type[0], depth, interlace);
                    files.put(name, of(type[0], depth, interlace).bytes());
                }
            }
        }
        return files;
    }

    static Pngs of(int colour, int depth, int interlace) {
        var chunks = new ArrayList<Chunk>();
        chunks.add(header(WIDTH, HEIGHT, depth, colour, interlace));
        if (colour == 3) {
            byte[] palette = new byte[3 << depth];
            new Random(3).nextBytes(palette);
            chunks.add(Chunk.of("PLTE", palette));
            chunks.add(Chunk.of("tRNS", (byte) 100, (byte) 7));
        }
        byte[] zlib = deflate(rows(colour, depth, interlace));
        chunks.add(Chunk.of("IDAT", Arrays.copyOf(zlib, zlib.length / 2)));
        chunks.add(Chunk.of("IDAT", Arrays.copyOfRange(zlib, zlib.length / 2, zlib.length)));
        chunks.add(Chunk.of("IEND"));
        return new Pngs(chunks);
    }

    static Chunk header(int width, int height, int depth, int colour, int interlace) {
        return Chunk.of(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colour)
                        .putShort((short) 0)
                        .put((byte) interlace)
                        .array());
    }

    /// Filtered rows with all five filters.
    static byte[] rows(int colour, int depth, int interlace) {
        int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[colour];
        var rows = new ByteArrayOutputStream();
        var random = new Random(5);
        for (int[] pass : interlace == 1 ? ADAM7 : new int[][] {{0, 0, 1, 1}}) {
            int columns = Math.ceilDiv(WIDTH - pass[0], pass[2]);
            int lines = Math.ceilDiv(HEIGHT - pass[1], pass[3]);
            for (int line = 0; line < lines; line++) {
                byte[] row = new byte[1 + Math.ceilDiv(columns * channels * depth, 8)];
                random.nextBytes(row);
                row[0] = (byte) (line % 5);
                rows.writeBytes(row);
            }
        }
        return rows.toByteArray();
    }

    static byte[] deflate(byte[] data) {
        var deflater = new Deflater(6);
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length + 1024];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        for (var chunk : chunks) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(chunk.body().length).array());
            out.writeBytes(chunk.type().getBytes(ISO_8859_1));
            out.writeBytes(chunk.body());
            out.writeBytes(ByteBuffer.allocate(4).putInt(chunk.crc()).array());
        }
        return out.toByteArray();
    }

    int indexOf(String type) {
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).type().equals(type)) {
                return i;
            }
        }
        throw new AssertionError("no " + type);
    }

    Chunk first(String type) {
        return chunks.get(indexOf(type));
    }

    Pngs replace(String type, Chunk chunk) {
        var changed = new ArrayList<>(chunks);
        changed.set(indexOf(type), chunk);
        return new Pngs(changed);
    }

    Pngs insertBefore(String type, Chunk... added) {
        var changed = new ArrayList<>(chunks);
        changed.addAll(indexOf(type), List.of(added));
        return new Pngs(changed);
    }

    Pngs without(String type) {
        return new Pngs(chunks.stream().filter(chunk -> !chunk.type().equals(type)).toList());
    }

    /// Another zlib stream in one chunk.
    Pngs withData(byte[] zlib) {
        return without("IDAT").insertBefore("IEND", Chunk.of("IDAT", zlib));
    }
}
