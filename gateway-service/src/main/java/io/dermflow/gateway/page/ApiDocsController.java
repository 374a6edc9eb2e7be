package io.dermflow.gateway.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `GET /api-docs`: the one OpenAPI document of all public doors, kept by hand because no single
/// service knows them all; as JSON, or as a plain page for a browser. An end-to-end test knocks on
/// every door it names.
@RestController
class ApiDocsController {

    private static final byte[] DOCUMENT = read();
    private static final String PAGE = page();

    @GetMapping(path = "/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] document() {
        return DOCUMENT.clone();
    }

    @GetMapping(
            path = {"/api-docs", "/docs"},
            produces = MediaType.TEXT_HTML_VALUE)
    String readable() {
        return PAGE;
    }

    private static String page() {
        StringBuilder rows = new StringBuilder();
        JsonMapper.shared()
                .readTree(DOCUMENT)
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(door ->
                                        row(rows, path.getKey(), door.getKey(), door.getValue())));
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Dermflow API</title>
        <link rel="stylesheet" href="/assets/page.css"></head><body><main><h1>Dermflow API</h1>
        <p>The whole document, OpenAPI 3.1: <code>curl -H 'Accept: application/json' /api-docs</code></p>
        <table>%s</table></main></body></html>
        """
                .formatted(rows);
    }

    private static void row(StringBuilder rows, String path, String method, JsonNode door) {
        rows.append("<tr><td><code>")
                .append(method.toUpperCase(java.util.Locale.ROOT))
                .append("</code></td><td><code>")
                .append(HtmlUtils.htmlEscape(path))
                .append("</code></td><td>")
                .append(HtmlUtils.htmlEscape(door.path("summary").asString()))
                .append("</td></tr>\n");
    }

    private static byte[] read() {
        try (InputStream in =
                ApiDocsController.class.getResourceAsStream("/api-docs/openapi.json")) {
            return Objects.requireNonNull(in, "openapi.json is in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json", e);
        }
    }
}
