package io.dermflow.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class Base64SecretsPostProcessorTest {

    private static final String PEM = "-----BEGIN KEY-----\nabc\n-----END KEY-----\n";

    @Test
    void unpacksAText() {
        var environment = environment(Map.of("S3_SECRET_KEY_BASE64", packed("two\nlines")));

        assertThat(environment.getProperty("S3_SECRET_KEY")).isEqualTo("two\nlines");
    }

    @Test
    void putsAFilesContentWhereOnlyItsOwnerReadsIt() throws Exception {
        var environment = environment(Map.of("TLS_PRIVATE_KEY_FILE_BASE64", packed(PEM)));

        Path file = Path.of(environment.getRequiredProperty("TLS_PRIVATE_KEY_FILE"));

        assertThat(file).hasContent(PEM);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void takesWrappedLines() {
        String wrapped =
                Base64.getMimeEncoder()
                        .encodeToString("x".repeat(200).getBytes(StandardCharsets.UTF_8));

        var environment = environment(Map.of("LLM_API_KEY_BASE64", wrapped));

        assertThat(environment.getProperty("LLM_API_KEY")).isEqualTo("x".repeat(200));
    }

    @Test
    void leavesAVariableThatIsSetAlone() {
        var environment =
                environment(Map.of("LLM_API_KEY", "mine", "LLM_API_KEY_BASE64", packed("other")));

        assertThat(environment.getProperty("LLM_API_KEY")).isEqualTo("mine");
    }

    @Test
    void namesTheVariableThatIsNotBase64AndNotItsContent() {
        assertThatThrownBy(() -> environment(Map.of("LLM_API_KEY_BASE64", "s3cret!")))
                .hasMessage("LLM_API_KEY_BASE64 is not base64")
                .hasNoCause();
    }

    private static StandardEnvironment environment(Map<String, String> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("variables", new HashMap<>(variables)));
        new Base64SecretsPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static String packed(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
