package io.dermflow.ingest.image;

import org.jspecify.annotations.Nullable;

/// An image that is not taken, for the sender's ears: what rule it broke and where. Carries no byte
/// of the file.
public final class ImageRefused extends Exception {

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final int UNPROCESSABLE = 422;

    private static final String SEND = ", send JPEG, PNG or WebP";

    private final String code;
    private final int status;
    private final String rule;
    private final long offset;
    private final String detail;
    private final @Nullable String hint;
    private final @Nullable String reason;

    private ImageRefused(
            int status,
            String code,
            String rule,
            long offset,
            String detail,
            @Nullable String hint,
            @Nullable String reason) {
        super(code + " " + rule + " at byte " + offset + ": " + detail);
        this.status = status;
        this.code = code;
        this.rule = rule;
        this.offset = offset;
        this.detail = detail;
        this.hint = hint;
        this.reason = reason;
    }

    static ImageRefused missing() {
        return of(BAD_REQUEST, "image_missing", "F1", 0, "the file is empty");
    }

    static ImageRefused tooLarge(long maxBytes) {
        return of(
                TOO_LARGE, "payload_too_large", "F5", maxBytes, "more than " + maxBytes + " bytes");
    }

    static ImageRefused unsupportedFormat(String sniffed) {
        return of(UNSUPPORTED, "unsupported_format", "F4", 0, "this is " + sniffed + SEND);
    }

    static ImageRefused avif() {
        return of(UNSUPPORTED, "unsupported_format", "F3", 0, "this is AVIF" + SEND);
    }

    static ImageRefused heic() {
        return new ImageRefused(
                UNSUPPORTED,
                "unsupported_format_heic",
                "F3",
                0,
                "this is HEIC, send JPEG",
                "Set the camera to \"Most Compatible\" (JPEG), or choose \"Most Compatible\" in the"
                        + " options of the photo picker.",
                null);
    }

    static ImageRefused unsupportedJpeg(String rule, long offset, String reason) {
        return new ImageRefused(
                UNSUPPORTED,
                "unsupported_jpeg",
                rule,
                offset,
                "JPEG of a kind that is not taken: " + reason,
                "Save the picture as an ordinary 8 bit RGB JPEG.",
                reason);
    }

    static ImageRefused tooManyPixels(long width, long height, long offset) {
        return new ImageRefused(
                UNPROCESSABLE,
                "image_dimensions",
                "F6",
                offset,
                width + " x " + height + " pixels are too many",
                "Use the camera's 12 or 50 megapixel mode.",
                null);
    }

    static ImageRefused tooSmall(long width, long height, int minSide, long offset) {
        var detail = width + " x " + height + " pixels, each side needs " + minSide;
        return of(UNPROCESSABLE, "image_too_small", "F7", offset, detail);
    }

    static ImageRefused animated(String rule, long offset) {
        return of(UNPROCESSABLE, "image_animated", rule, offset, "the image is animated");
    }

    static ImageRefused corrupt(String rule, long offset, String detail) {
        return of(UNPROCESSABLE, "image_corrupt", rule, offset, detail);
    }

    static ImageRefused truncated(String rule, long offset, String detail) {
        return new ImageRefused(
                UNPROCESSABLE,
                "image_truncated",
                rule,
                offset,
                detail,
                "The file is cut off: send it again. If it is a panorama, take a normal photo.",
                null);
    }

    private static ImageRefused of(
            int status, String code, String rule, long offset, String detail) {
        return new ImageRefused(status, code, rule, offset, detail, null, null);
    }

    /// Stable word for clients, as `image_truncated`.
    public String code() {
        return code;
    }

    /// HTTP status that fits: 400, 413, 415 or 422.
    public int status() {
        return status;
    }

    /// The rule that was broken, as `J12`.
    public String rule() {
        return rule;
    }

    /// Position in the file as sent, in bytes; the same however the file was chunked.
    public long offset() {
        return offset;
    }

    /// What is wrong, without rule and offset.
    public String detail() {
        return detail;
    }

    /// What a person can do about it, where there is something.
    public @Nullable String hint() {
        return hint;
    }

    /// Which kind of JPEG it is, for `unsupported_jpeg`: cmyk, arithmetic, lossless, hierarchical,
    /// 12_bit, dnl or jpeg_ls.
    public @Nullable String reason() {
        return reason;
    }
}
