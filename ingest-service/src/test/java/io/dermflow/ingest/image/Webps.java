package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A WebP taken apart into chunks, so that a test can break one thing.
record Webps(List<Chunk> chunks) {

    record Chunk(String type, byte[] body) {

        Chunk withByte(int at, int value) {
            byte[] changed = body.clone();
            changed[at] = (byte) value;
            return new Chunk(type, changed);
        }
    }

    Webps {
        chunks = List.copyOf(chunks);
    }

    static Webps of(byte[] file) {
        var chunks = new ArrayList<Chunk>();
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (at + 8 <= file.length) {
            int length = bytes.getInt(at + 4);
            chunks.add(
                    new Chunk(
                            new String(file, at, 4, ISO_8859_1),
                            Arrays.copyOfRange(file, at + 8, at + 8 + length)));
            at += 8 + length + length % 2;
        }
        return new Webps(chunks);
    }

    static Chunk chunk(String type, byte... body) {
        return new Chunk(type, body);
    }

    /// An extended header.
    static Chunk extended(int flags, int width, int height) {
        byte[] body =
                ByteBuffer.allocate(10)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(flags)
                        .putShort((short) (width - 1))
                        .put((byte) 0)
                        .putShort((short) (height - 1))
                        .put((byte) 0)
                        .array();
        return new Chunk("VP8X", body);
    }

    byte[] bytes() {
        var chunkBytes = new ByteArrayOutputStream();
        for (var chunk : chunks) {
            chunkBytes.writeBytes(head(chunk.type(), chunk.body().length));
            chunkBytes.writeBytes(chunk.body());
            if (chunk.body().length % 2 == 1) {
                chunkBytes.write(0);
            }
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(head("RIFF", 4 + chunkBytes.size()));
        out.writeBytes("WEBP".getBytes(ISO_8859_1));
        out.writeBytes(chunkBytes.toByteArray());
        return out.toByteArray();
    }

    private static byte[] head(String type, int length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(ISO_8859_1))
                .putInt(length)
                .array();
    }

    Chunk first(String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst().orElseThrow();
    }

    Webps insert(int at, Chunk... added) {
        var changed = new ArrayList<>(chunks);
        changed.addAll(at, List.of(added));
        return new Webps(changed);
    }

    Webps append(Chunk... added) {
        return insert(chunks.size(), added);
    }

    Webps replace(String type, Chunk chunk) {
        return new Webps(
                chunks.stream().map(old -> old.type().equals(type) ? chunk : old).toList());
    }
}
