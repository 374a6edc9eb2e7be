package io.dermflow.ingest.upload;

import io.dermflow.ingest.image.ImageRefused;
import io.dermflow.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.springframework.http.HttpStatus;

/// Takes the parts of one request one after the other. For one thread. Closed without [#complete]
/// it frees what it holds.
final class Reception implements AutoCloseable {

    private static final int MAX_FIELD_BYTES = 4096;

    /// A picture that says nothing about its view, and that of the card.
    private static final Set<ImageKind> CLOSE_UP = EnumSet.of(ImageKind.IMAGE, ImageKind.REF);

    private final GatedIntake intake;
    private final SpoolDirectory spools;
    private final List<Spool> open = new ArrayList<>();
    private final Map<ImageKind, ReceivedImage> images = new EnumMap<>(ImageKind.class);
    private final Map<String, String> fields = new HashMap<>();

    Reception(GatedIntake intake, SpoolDirectory spools) {
        this.intake = intake;
        this.spools = spools;
    }

    /// An image, if the part has an image's name, with or without a file name; else a field.
    void take(FileItemInput part) throws IOException {
        String name = part.getFieldName();
        var kind = ImageKind.ofPart(name);
        // Not closed here: closing reads a refused part to its end, and the parser closes it anyway
        // when it goes on.
        InputStream content = part.getInputStream();
        if (kind.isPresent()) {
            takeImage(kind.get(), content);
        } else if (!part.isFormField()) {
            throw new ApiProblem(
                            HttpStatus.BAD_REQUEST,
                            "invalid_field",
                            "No file has this name; name a photo 'image' (or 'file'), or 'front',"
                                    + " 'side', 'portrait' and 'ref'.")
                    .with("field", name);
        } else {
            takeField(name, content);
        }
    }

    /// Hands everything over; the upload's owner closes it.
    Upload complete() {
        if (images.isEmpty()) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "image_missing",
                    "Send a part 'image', or any of 'front', 'side', 'portrait' and 'ref'.");
        }
        if (images.containsKey(ImageKind.IMAGE) && !CLOSE_UP.containsAll(images.keySet())) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "conflicting_parts",
                    "Send either 'image' or 'front', 'side' and 'portrait', not both; 'ref' may"
                            + " stand beside each.");
        }
        open.clear();
        return new Upload(List.copyOf(images.values()), fields);
    }

    @Override
    public void close() {
        open.forEach(Spool::close);
    }

    private void takeImage(ImageKind kind, InputStream content) throws IOException {
        if (images.containsKey(kind)) {
            throw repeated(kind.wireName());
        }
        Spool spool = spools.open();
        open.add(spool);
        try {
            var facts = intake.take(content, spool);
            images.put(kind, new ReceivedImage(kind, facts, spool.seal(), spool));
        } catch (ImageRefused refused) {
            throw problem(kind, refused);
        }
    }

    private void takeField(String name, InputStream content) throws IOException {
        byte[] value = content.readNBytes(MAX_FIELD_BYTES + 1);
        if (value.length > MAX_FIELD_BYTES) {
            throw new ApiProblem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "payload_too_large",
                            "The field is larger than " + MAX_FIELD_BYTES + " bytes.")
                    .with("max_bytes", MAX_FIELD_BYTES)
                    .with("field", name);
        }
        if (fields.putIfAbsent(name, text(name, value)) != null) {
            throw repeated(name);
        }
    }

    private static String text(String name, byte[] value) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new ApiProblem(HttpStatus.BAD_REQUEST, "invalid_field", "The field is not UTF-8.")
                    .with("field", name)
                    .causedBy(notUtf8);
        }
    }

    private static ApiProblem repeated(String name) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "repeated_part", "A part may come only once.")
                .with("field", name);
    }

    private static ApiProblem problem(ImageKind kind, ImageRefused refused) {
        return new ApiProblem(
                        HttpStatus.valueOf(refused.status()), refused.code(), refused.detail())
                .with("part", kind.wireName())
                .with("rule", refused.rule())
                .with("offset", refused.offset())
                .with("hint", refused.hint())
                .with("reason", refused.reason())
                .causedBy(refused);
    }
}
