package io.dermflow.ingest.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dermflow.events.AnalysisOptions;
import io.dermflow.events.AnalysisStep;
import io.dermflow.events.LesionAnswers;
import io.dermflow.events.Sex;
import io.dermflow.events.UserId;
import io.dermflow.events.narrative.ReportLanguage;
import io.dermflow.ingest.upload.ImageKind;
import io.dermflow.kit.problem.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// The text fields of a submission, understood and normalised, so that two requests that mean the
/// same have the same form.
///
/// @param analyses sorted, at least one of `skin`, `face`, `body`
/// @param heightCm body height in centimetres
/// @param qualityPolicy `off`, `normal` or `strict`
/// @param steps switched on or off by name; null when the client left them to the deployment
/// @param storeImages null when the client left it to the standing consent
/// @param sex null when nobody said, and where the body isn't asked for: it serves nothing else
/// @param lesionAnswers null when nobody said anything, and where the skin isn't asked for
/// @param deadlineSeconds from the acceptance, after which nobody waits for the result any more;
///   null for the suite's own
record SubmitForm(
        List<String> analyses,
        @Nullable Double heightCm,
        @Nullable String clientReference,
        @Nullable Boolean storeImages,
        @Nullable String source,
        String language,
        String qualityPolicy,
        @Nullable Map<String, Boolean> steps,
        // Left out when null, so that a repeat of an older submission has its fingerprint.
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Sex sex,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LesionAnswers lesionAnswers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long deadlineSeconds) {

    private static final Set<String> NAMES =
            Set.of(
                    "analyses",
                    "height_cm",
                    "client_reference",
                    "store_images",
                    "source",
                    "language",
                    "quality_policy",
                    "steps",
                    "sex",
                    DeadlineField.NAME,
                    "user_id");
    private static final Set<String> ANALYSES = Set.of("skin", "face", "body");
    private static final Set<String> POLICIES = Set.of("off", "normal", "strict");
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\\p{Cf}\\p{Cs}]{1,128}");
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final double MIN_HEIGHT_CM = 40;
    private static final double MAX_HEIGHT_CM = 272;

    SubmitForm {
        analyses = List.copyOf(analyses);
        // Sorted, so that two requests that mean the same have the same form.
        steps = steps == null ? null : Collections.unmodifiableMap(new TreeMap<>(steps));
    }

    /// @param fields text parts by name
    /// @param door its `store_images` beside the form's: of two answers the false one wins
    /// @param accepted the report's language where no part `language` names one
    /// @param longest that a deadline may be away
    /// @throws ApiProblem 400 for what can't be understood, 403 for another's `user_id`
    static SubmitForm of(
            Map<String, String> fields,
            Set<ImageKind> images,
            Door door,
            ReportLanguage accepted,
            Duration longest,
            UserId caller) {
        for (String name : fields.keySet()) {
            if (!NAMES.contains(name) && !AnswerFields.NAMES.contains(name)) {
                throw invalid(name, "There is no such part.");
            }
        }
        mustBeOwn(fields.get("user_id"), caller);
        List<String> analyses = analyses(fields.get("analyses"), images, door);
        Sex sex = sex(fields.get("sex"));
        LesionAnswers answers = AnswerFields.read(fields);
        return new SubmitForm(
                analyses,
                height(fields.get("height_cm")),
                matching(
                        fields,
                        "client_reference",
                        PRINTABLE,
                        "Send 1 to 128 characters that can be printed."),
                and(door.storeImages(), truth(fields.get("store_images"))),
                source(fields.get("source")),
                language(fields, accepted),
                qualityPolicy(fields.get("quality_policy")),
                steps(fields.get("steps")),
                analyses.contains("body") ? sex : null,
                analyses.contains("skin") ? answers : null,
                DeadlineField.read(fields.get(DeadlineField.NAME), longest));
    }

    /// When the job is given up.
    ///
    /// @param usual the suite's own
    Instant deadline(Instant acceptedAt, Duration usual) {
        return deadlineSeconds == null
                ? acceptedAt.plus(usual)
                : acceptedAt.plusSeconds(deadlineSeconds);
    }

    /// What travels in the job.
    AnalysisOptions options(boolean keepImages) {
        return new AnalysisOptions(
                qualityPolicy, language, source, heightCm, keepImages, steps, sex, lesionAnswers);
    }

    private static void mustBeOwn(@Nullable String userId, UserId caller) {
        if (userId != null && !userId.strip().equalsIgnoreCase(caller.toString())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN, "not_your_user_id", "The user_id is not the token's.");
        }
    }

    private static List<String> analyses(@Nullable String asked, Set<ImageKind> images, Door door) {
        Set<String> wanted = new TreeSet<>();
        if (asked == null || asked.isBlank()) {
            images.forEach(kind ->
                    wanted.addAll(door.analyses().isEmpty() ? usual(kind) : door.analyses()));
            wanted.addAll(door.besides());
        } else {
            for (String word : asked.split(",")) {
                wanted.add(word.strip());
            }
        }
        if (wanted.isEmpty() || !ANALYSES.containsAll(wanted)) {
            throw invalid("analyses", "Name any of skin, face, body, separated by commas.");
        }
        return List.copyOf(wanted);
    }

    private static Set<String> usual(ImageKind kind) {
        return switch (kind) {
            case IMAGE -> Set.of("skin");
            case PORTRAIT -> Set.of("skin", "face");
            case FRONT, SIDE -> Set.of("body");
            case REF -> Set.of();
        };
    }

    private static @Nullable Double height(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            double height = Double.parseDouble(text.strip());
            if (height >= MIN_HEIGHT_CM && height <= MAX_HEIGHT_CM) {
                return height;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid("height_cm", "The height is not a number.").causedBy(notANumber);
        }
        throw invalid("height_cm", "The height must lie between 40 and 272 cm.");
    }

    private static @Nullable Sex sex(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return switch (text.strip()) {
            case "female" -> Sex.FEMALE;
            case "male" -> Sex.MALE;
            default -> throw invalid("sex", "Say female or male, or leave it out.");
        };
    }

    private static @Nullable Boolean truth(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("store_images", "Say true or false.");
        };
    }

    private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a && b;
    }

    private static @Nullable String source(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.equals("web") && !text.equals("mobile")) {
            throw invalid("source", "Say web or mobile.");
        }
        return text;
    }

    private static String qualityPolicy(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return AnalysisOptions.DEFAULT.qualityPolicy();
        }
        if (!POLICIES.contains(text.strip())) {
            throw invalid("quality_policy", "Say off, normal or strict.");
        }
        return text.strip();
    }

    private static @Nullable Map<String, Boolean> steps(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Map<String, Boolean> steps = new TreeMap<>();
            AnalysisStep.switches(text).forEach((step, on) -> steps.put(step.wireName(), on));
            return steps;
        } catch (IllegalArgumentException unknown) {
            throw invalid(
                            "steps",
                            "Name steps, separated by commas, with a minus to turn one off; "
                                    + unknown.getMessage()
                                    + ".")
                    .causedBy(unknown);
        }
    }

    private static String language(Map<String, String> fields, ReportLanguage accepted) {
        String tag =
                matching(fields, "language", LANGUAGE, "Send a language tag such as de or pt-BR.");
        return tag == null ? accepted.tag() : tag;
    }

    private static @Nullable String matching(
            Map<String, String> fields, String name, Pattern form, String wanted) {
        String text = fields.get(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!form.matcher(text).matches()) {
            throw invalid(name, wanted);
        }
        return text;
    }

    static ApiProblem invalid(String field, String detail) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "invalid_field", detail).with("field", field);
    }
}
