package io.dermflow.ingest.image;

import java.nio.ByteBuffer;

/// The header (IHDR) of a PNG that has passed rules P1, F6 and F7.
///
/// @param colour type: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
record PngHeader(int width, int height, int depth, int colour, boolean interlaced) {

    static final int LENGTH = 13;
    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    static PngHeader parse(PngChunk chunk, byte[] body, ImageLimits limits) throws ImageRefused {
        var fields = ByteBuffer.wrap(body);
        int width = fields.getInt();
        int height = fields.getInt();
        int depth = fields.get();
        int colour = fields.get();
        boolean standard = fields.getShort() == 0; // compression and filter method
        int interlace = fields.get();
        boolean legal = standard && (interlace == 0 || interlace == 1);
        if (!legal || !isLegal(depth, colour) || width <= 0 || height <= 0) {
            throw chunk.corrupt("P1", "image header");
        }
        limits.check(width, height, chunk.offset());
        return new PngHeader(width, height, depth, colour, interlace == 1);
    }

    boolean isGrey() {
        return colour == GREY || colour == GREY_ALPHA;
    }

    int bitsPerPixel() {
        return depth
                * switch (colour) {
                    case RGB -> 3;
                    case GREY_ALPHA -> 2;
                    case RGB_ALPHA -> 4;
                    default -> 1;
                };
    }

    byte[] body() {
        return ByteBuffer.allocate(LENGTH)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colour)
                .putShort((short) 0)
                .put((byte) (interlaced ? 1 : 0))
                .array();
    }

    private static boolean isLegal(int depth, int colour) {
        return switch (colour) {
            case GREY -> depth == 16 || depth == 8 || isPartOfByte(depth);
            case PALETTE -> depth == 8 || isPartOfByte(depth);
            case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private static boolean isPartOfByte(int depth) {
        return depth == 1 || depth == 2 || depth == 4;
    }
}
