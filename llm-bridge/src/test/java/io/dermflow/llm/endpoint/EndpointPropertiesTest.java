package io.dermflow.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

class EndpointPropertiesTest {

    @Test
    void hasNoEndpointByDefault() {
        EndpointProperties properties = Models.properties("");

        assertThat(properties.configured()).isFalse();
        assertThat(properties.total()).isEqualTo(Duration.ofSeconds(20));
        assertThat(properties.clocks().firstToken()).isEqualTo(Duration.ofSeconds(20));
        assertThat(properties.guard().coolDown()).isEqualTo(Duration.ofSeconds(30));
        assertThat(properties.budget().perUser()).isEqualTo(200_000);
        assertThat(properties.cache().ttl()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void putsTheSimpleNamesFirstAndLeavesOutWhatHasNoAddress() {
        EndpointProperties properties =
                Models.properties(
                        "http://a:1/v1/",
                        "fallback-api-key",
                        "openai",
                        "endpoints[0].name",
                        "second",
                        "endpoints[1].name",
                        "third",
                        "endpoints[1].base-url",
                        "https://b",
                        "endpoints[1].model",
                        "m-3",
                        "endpoints[1].multimodal",
                        "false");

        assertThat(properties.inOrder())
                .extracting(EndpointProperties.Endpoint::name)
                .containsExactly("primary", "third");
        var first = properties.inOrder().getFirst();
        assertThat(first.completions()).hasToString("http://a:1/v1/chat/completions");
        assertThat(first.at("/health")).hasToString("http://a:1/health");
        assertThat(first.apiKey()).isEqualTo("openai");
        assertThat(properties.inOrder().getLast().apiKey()).isEmpty();
    }

    @Test
    void aKeyOfItsOwnWinsAndNeitherIsPrinted() {
        EndpointProperties properties =
                Models.properties("http://a", "api-key", "own", "fallback-api-key", "openai");

        assertThat(properties.inOrder().getFirst().apiKey()).isEqualTo("own");
        assertThat(properties.toString()).doesNotContain("own", "openai");
    }

    @Test
    void theFileKnowsEveryKeyAndTheEnvironmentFillsIt() throws IOException {
        EndpointProperties properties =
                bound(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "LLM_BASE_URL", "http://a",
                                        "LLM_API_KEY", "",
                                        "OPENAI_API_KEY", "openai",
                                        "LLM_3_BASE_URL", "http://c",
                                        "LLM_3_MODEL", "m-3",
                                        "LLM_TOKENS_PER_USER", "5")));

        assertThat(properties.inOrder())
                .extracting(endpoint -> endpoint.name() + endpoint.apiKey())
                .containsExactly("primaryopenai", "third");
        assertThat(properties.inOrder().getLast().model()).isEqualTo("m-3");
        assertThat(properties.budget().perUser()).isEqualTo(5);
    }

    /// As docker-compose.yml mounts them, an empty file for no key, and read as Spring reads such a
    /// folder (`configtree:`).
    @Test
    void keysMayBeFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("LLM_API_KEY"), "first\n");
        Files.writeString(folder.resolve("LLM_2_API_KEY"), "");
        Files.writeString(folder.resolve("LLM_3_API_KEY"), "last");
        Files.writeString(folder.resolve("LLM_BASE_URL"), "http://a");
        Files.writeString(folder.resolve("LLM_2_BASE_URL"), "http://b");
        Files.writeString(folder.resolve("LLM_3_BASE_URL"), "http://c");

        EndpointProperties properties =
                bound(
                        new ConfigTreePropertySource(
                                "test",
                                folder,
                                ConfigTreePropertySource.Option.AUTO_TRIM_TRAILING_NEW_LINE));

        assertThat(properties.inOrder())
                .extracting(EndpointProperties.Endpoint::apiKey)
                .containsExactly("first", "", "last");
    }

    @Test
    void refusesTwoOfOneNameAndAddressesThatAreNone() {
        assertThatThrownBy(() -> Models.properties("", "endpoints[0].name", "primary"))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining("two endpoints are named primary");
        assertThatThrownBy(() ->
                        Models.properties(
                                "",
                                "endpoints[0].name",
                                "second",
                                "endpoints[0].base-url",
                                "file:///etc"))
                .isInstanceOf(BindException.class)
                .hasStackTraceContaining("base URL of second");
    }

    /// What application.yaml makes of these variables.
    private static EndpointProperties bound(PropertySource<?> variables) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(variables);
        new YamlPropertySourceLoader()
                .load("file", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment)
                .bind(
                        "dermflow.llm",
                        Bindable.of(EndpointProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .get();
    }
}
