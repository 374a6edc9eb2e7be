package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The one API document against the controllers of every service, read from their class files: what
/// one has, the other has.
@EndToEnd
class DocumentedDoorsTest {

    private static final String ANNOTATIONS = "org.springframework.web.bind.annotation.";
    private static final Path DOCUMENT =
            Path.of("../gateway-service/src/main/resources/api-docs/openapi.json");

    /// The page itself is no door of the API, and services speak with each other unseen, in the
    /// Open Inference Protocol too.
    private static final List<String> UNDOCUMENTED =
            List.of("/internal/", "/error", " /v2/", " /models/");

    @Test
    void everyControllersDoorIsDocumentedAndEveryDocumentedDoorHasAController() throws IOException {
        assertThat(documented()).isEqualTo(served());
    }

    private static Set<String> documented() throws IOException {
        Set<String> doors = new TreeSet<>();
        Person.JSON
                .readTree(Files.readAllBytes(DOCUMENT))
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method -> doors.add(door(method, path.getKey()))));
        return doors;
    }

    private static Set<String> served() throws IOException {
        Set<String> doors = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.map(at -> at.resolve("target/classes")).toList()) {
                if (Files.exists(module.resolve("application.yaml"))) {
                    new ClassFileImporter().importPath(module).forEach(type -> add(type, doors));
                }
            }
        }
        return doors.stream()
                .filter(door -> UNDOCUMENTED.stream().noneMatch(door::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void add(JavaClass type, Set<String> doors) {
        if (type.tryGetAnnotationOfType(ANNOTATIONS + "RestController").isEmpty()) {
            return;
        }
        List<String> bases =
                type.tryGetAnnotationOfType(ANNOTATIONS + "RequestMapping")
                        .map(DocumentedDoorsTest::paths)
                        .orElse(List.of(""));
        for (JavaMethod method : type.getMethods()) {
            for (JavaAnnotation<?> mapping : method.getAnnotations()) {
                String verb = verb(mapping);
                if (!verb.isEmpty()) {
                    for (String base : bases) {
                        paths(mapping).forEach(path -> doors.add(door(verb, base + path)));
                    }
                }
            }
        }
    }

    /// `GET` of `GetMapping`; empty for any other annotation.
    private static String verb(JavaAnnotation<?> annotation) {
        String name = annotation.getRawType().getName();
        boolean mapping = name.startsWith(ANNOTATIONS) && name.endsWith("Mapping");
        return mapping
                ? name.substring(ANNOTATIONS.length(), name.length() - "Mapping".length())
                : "";
    }

    private static List<String> paths(JavaAnnotation<?> mapping) {
        List<String> paths = new ArrayList<>();
        for (String member : List.of("value", "path")) {
            mapping.tryGetExplicitlyDeclaredProperty(member)
                    .ifPresent(value -> paths.addAll(List.of((String[]) value)));
        }
        return paths.isEmpty() ? List.of("") : paths;
    }

    /// The names of variables are no part of a door.
    private static String door(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{[^}]+}", "{}");
    }
}
