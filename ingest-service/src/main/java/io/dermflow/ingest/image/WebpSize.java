package io.dermflow.ingest.image;

/// Width and height as the three headers of WebP hold them, in pixels.
record WebpSize(int width, int height) {

    /// Of a VP8X body: 24 bits each, less one.
    static WebpSize ofCanvas(byte[] body) {
        return new WebpSize(1 + u24(body, 4), 1 + u24(body, 7));
    }

    /// Of a lossy frame header: 14 bits each below 2 bits of scaling (RFC 6386 9.1).
    static WebpSize ofLossy(byte[] body) {
        return new WebpSize(u16(body, 6) & 0x3FFF, u16(body, 8) & 0x3FFF);
    }

    /// Of a lossless header: 14 bits each, less one (RFC 9649 3.4).
    static WebpSize ofLossless(byte[] body) {
        int bits = u16(body, 1) | u16(body, 3) << 16;
        return new WebpSize(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
    }

    long pixels() {
        return (long) width * height;
    }

    private static int u16(byte[] body, int at) {
        return body[at] & 0xFF | (body[at + 1] & 0xFF) << 8;
    }

    private static int u24(byte[] body, int at) {
        return u16(body, at) | (body[at + 2] & 0xFF) << 16;
    }
}
