package io.dermflow.ingest.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Small ICC profiles for tests.
final class Iccs {

    private static final int HEADER = 128;

    private record Tag(String name, byte[] body) {}

    private Iccs() {}

    /// Three colorants as columns and one curve for all channels.
    static byte[] rgb(double[] columns, byte[] curve) {
        return rgb(columns, curve, curve, curve);
    }

    static byte[] rgb(double[] columns, byte[] red, byte[] green, byte[] blue) {
        var tags = new ArrayList<Tag>();
        var names = List.of("rXYZ", "gXYZ", "bXYZ");
        for (int i = 0; i < 3; i++) {
            var xyz = ByteBuffer.allocate(20).put("XYZ ".getBytes(ISO_8859_1)).putInt(0);
            for (int k = 0; k < 3; k++) {
                xyz.putInt((int) Math.round(columns[3 * i + k] * 65_536));
            }
            tags.add(new Tag(names.get(i), xyz.array()));
        }
        tags.add(new Tag("rTRC", red));
        tags.add(new Tag("gTRC", green));
        tags.add(new Tag("bTRC", blue));
        return profile("RGB ", tags);
    }

    static byte[] grey(byte[] curve) {
        return profile("GRAY", List.of(new Tag("kTRC", curve)));
    }

    /// A `curv` tag of one number.
    static byte[] gamma(int timesTwoHundredFiftySix) {
        return curv(timesTwoHundredFiftySix);
    }

    static byte[] srgbTable(int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            double x = (double) i / (count - 1);
            double light = x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
            values[i] = (int) Math.round(65_535 * light);
        }
        return curv(values);
    }

    static byte[] srgbParametric() {
        return parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
    }

    static byte[] parametric(int type, double... parameters) {
        var para = ByteBuffer.allocate(12 + 4 * parameters.length);
        para.put("para".getBytes(ISO_8859_1)).putInt(0).putShort((short) type).putShort((short) 0);
        for (double parameter : parameters) {
            para.putInt((int) Math.round(parameter * 65_536));
        }
        return para.array();
    }

    static byte[] withTag(byte[] profile, String old, String other) {
        var text = new String(profile, ISO_8859_1);
        return withText(profile, text.indexOf(old), other);
    }

    static byte[] withText(byte[] profile, int at, String text) {
        byte[] changed = profile.clone();
        System.arraycopy(text.getBytes(ISO_8859_1), 0, changed, at, text.length());
        return changed;
    }

    private static byte[] curv(int... values) {
        var curv = ByteBuffer.allocate(12 + 2 * values.length);
        curv.put("curv".getBytes(ISO_8859_1)).putInt(0).putInt(values.length);
        for (int value : values) {
            curv.putShort((short) value);
        }
        return curv.array();
    }

    private static byte[] profile(String space, List<Tag> tags) {
        int at = HEADER + 4 + 12 * tags.size();
        int size = at + tags.stream().mapToInt(tag -> tag.body().length).sum();
        var profile = ByteBuffer.allocate(size).putInt(0, size);
        profile.position(16).put((space + "XYZ ").getBytes(ISO_8859_1));
        profile.position(36).put("acsp".getBytes(ISO_8859_1));
        profile.position(HEADER).putInt(tags.size());
        for (var tag : tags) {
            profile.put(tag.name().getBytes(ISO_8859_1)).putInt(at).putInt(tag.body().length);
            profile.put(at, tag.body());
            at += tag.body().length;
        }
        return profile.array();
    }
}
