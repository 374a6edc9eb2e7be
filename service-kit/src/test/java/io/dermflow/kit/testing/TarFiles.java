package io.dermflow.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Reads the regular files of a `.tar.gz` into memory: ustar with GNU and pax long names.
public final class TarFiles {

    private static final int BLOCK = 512;

    private TarFiles() {}

    public static Map<String, byte[]> read(Path archive) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var in = open(archive)) {
            var longName = "";
            byte[] head = in.readNBytes(BLOCK);
            while (head.length == BLOCK && head[0] != 0) {
                int size = Integer.parseInt(text(head, 124, 12), 8);
                byte[] body = in.readNBytes(size);
                in.skipNBytes(-size & BLOCK - 1);
                var name = longName.isEmpty() ? name(head) : longName;
                longName = "";
                switch (head[156]) {
                    case 'L' -> longName = text(body, 0, size);
                    case 'x' -> longName = paxPath(body);
                    case '0', 0 -> files.put(name, body);
                    default -> {}
                }
                head = in.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static InputStream open(Path archive) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)));
    }

    private static String name(byte[] head) {
        var prefix = text(head, 257, 5).equals("ustar") ? text(head, 345, 155) : "";
        var name = text(head, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String paxPath(byte[] body) {
        for (var line : new String(body, UTF_8).split("\n")) {
            int at = line.indexOf(" path=");
            if (at >= 0) {
                return line.substring(at + " path=".length());
            }
        }
        return "";
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, UTF_8).strip();
    }
}
