package io.dermflow.imaging.entropy;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Goes through the segments of a canonical JPEG from SOI to EOI and has every scan checked. The
/// structure is checked again although intake wrote it, because the native decoder behind this gate
/// trusts it.
final class CanonicalWalk {

    private static final int SOF_BASELINE = 0xC0;
    private static final int SOF_PROGRESSIVE = 0xC2;
    private static final int DHT = 0xC4;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;

    /// APP0 "JFIF" 1.01, density 1:1, no thumbnail.
    private static final byte[] JFIF =
            HexFormat.of().parseHex("ffe000104a46494600010100000100010000");

    /// APP14 "Adobe" version 100, transform 0: the picture is RGB.
    private static final byte[] ADOBE_RGB =
            HexFormat.of().parseHex("ffee000e41646f626500640000000000");

    private final byte[] data;
    private final Tables tables = new Tables();
    private int position;
    private int restartInterval;
    private @Nullable Frame frame;
    private @Nullable ScanHistory history;
    private long[][] nonZero = {};

    CanonicalWalk(byte[] data) {
        this.data = data;
    }

    void run() {
        if (marker() != SOI) {
            throw DamageFound.notCanonical(0);
        }
        header();
        for (var marker = marker(); marker != EOI; marker = marker()) {
            segment(marker);
        }
        if (history == null || position != data.length) {
            throw DamageFound.notCanonical(position);
        }
        history.requireComplete(position);
    }

    private void header() {
        var header = data.length > position + 1 && data[position + 1] == JFIF[1] ? JFIF : ADOBE_RGB;
        var end = position + header.length;
        if (end > data.length || !Arrays.equals(header, Arrays.copyOfRange(data, position, end))) {
            throw DamageFound.notCanonical(position);
        }
        position = end;
    }

    private int marker() {
        if (position + 2 > data.length) {
            throw DamageFound.truncated("J13", position);
        }
        if (data[position] != (byte) 0xFF) {
            throw DamageFound.notCanonical(position);
        }
        position += 2;
        return data[position - 1] & 0xFF;
    }

    private void segment(int marker) {
        if (position + 2 > data.length) {
            throw DamageFound.truncated("J3", position);
        }
        var start = position + 2;
        var end = position + ((data[position] & 0xFF) << 8 | data[position + 1] & 0xFF);
        if (end < start) {
            throw DamageFound.notCanonical(position);
        }
        if (end > data.length) {
            throw DamageFound.truncated("J3", position);
        }
        position = end;
        switch (marker) {
            case SOF_BASELINE, SOF_BASELINE + 1, SOF_PROGRESSIVE -> frame(marker, start, end);
            case DQT -> tables.quantisation(data, start, end);
            case DHT -> tables.huffman(data, start, end);
            case DRI -> restartInterval(start, end);
            case SOS -> scan(start, end);
            default -> throw DamageFound.notCanonical(start);
        }
    }

    private void frame(int marker, int start, int end) {
        if (frame != null) {
            throw DamageFound.notCanonical(start);
        }
        frame = Headers.frame(data, start, end, marker == SOF_PROGRESSIVE);
        history = new ScanHistory(frame);
        if (frame.progressive()) {
            nonZero = new long[frame.components().size()][];
            for (var component : frame.components()) {
                nonZero[component.index()] = new long[frame.paddedBlocks(component)];
            }
        }
    }

    private void restartInterval(int start, int end) {
        if (end - start != 2) {
            throw DamageFound.notCanonical(start);
        }
        restartInterval = (data[start] & 0xFF) << 8 | data[start + 1] & 0xFF;
    }

    private void scan(int start, int end) {
        if (frame == null || history == null) {
            throw DamageFound.notCanonical(start);
        }
        var scan = Headers.scan(data, start, end, frame, tables);
        history.admit(scan, start);
        position = new ScanCheck(data, frame, scan, restartInterval, nonZero).run(end);
    }
}
