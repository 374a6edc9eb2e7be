package io.dermflow.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermflow.stack.home.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {

    private static final Pattern VARIABLE =
            Pattern.compile("(?m)^ {6}KAFKA_([A-Z_]+): \"?([^\"\\n]+?)\"?$");

    @Test
    void theBrokerInComposeHasTheSettingsOfThisOne() throws IOException {
        Properties embedded = NodeSettings.of(Path.of("unused"), 9092, 9093);
        String compose = Files.readString(Checkout.here().root().resolve("docker-compose.yml"));
        Map<String, String> same = new TreeMap<>();
        Map<String, String> different = new TreeMap<>();

        Matcher variable = VARIABLE.matcher(compose);
        while (variable.find()) {
            String setting = variable.group(1).toLowerCase(Locale.ROOT).replace('_', '.');
            String own = embedded.getProperty(setting);
            if (own != null && !own.contains("127.0.0.1") && !setting.equals("log.dirs")) {
                (own.equals(variable.group(2)) ? same : different).put(setting, own);
            }
        }

        assertThat(different).isEmpty();
        assertThat(same)
                .containsKeys(
                        "auto.create.topics.enable",
                        "group.share.delivery.count.limit",
                        "group.share.max.record.lock.duration.ms",
                        "share.coordinator.state.topic.replication.factor")
                .hasSizeGreaterThan(15);
    }
}
