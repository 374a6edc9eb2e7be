package io.dermflow.report.document;

import io.dermflow.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/// The forms in which a report can be had.
enum Representation {
    JSON(MediaType.APPLICATION_JSON),
    TEXT(new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8));

    private final MediaType mediaType;

    Representation(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return mediaType;
    }

    /// The form the client likes best; JSON if it doesn't say.
    ///
    /// @throws ApiProblem `406 not_acceptable` if it takes none of ours
    static Representation accepted(@Nullable String header) {
        for (MediaType wanted : parse(header)) {
            for (Representation form : values()) {
                if (wanted.getQualityValue() > 0
                        && wanted.isCompatibleWith(form.mediaType.removeQualityValue())) {
                    return form;
                }
            }
        }
        throw refused();
    }

    private static List<MediaType> parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of(MediaType.ALL);
        }
        try {
            List<MediaType> wanted = new ArrayList<>(MediaType.parseMediaTypes(header));
            MimeTypeUtils.sortBySpecificity(wanted);
            wanted.sort((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()));
            return wanted;
        } catch (InvalidMediaTypeException unreadable) {
            throw refused();
        }
    }

    private static ApiProblem refused() {
        return new ApiProblem(
                HttpStatus.NOT_ACCEPTABLE,
                "not_acceptable",
                "The report comes as application/json or text/plain.");
    }
}
