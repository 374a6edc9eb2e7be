package io.dermflow.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StorePropertiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"s3://raw-captures", "raw-captures/folder", "gs://bucket"})
    void aBucketWithASchemeStopsTheStartWithASentence(String bucket) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(StoreConfiguration.class))
                .withPropertyValues("dermflow.store.kind=s3", "dermflow.store.bucket-raw=" + bucket)
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .hasStackTraceContaining(
                                        "a bucket name has no scheme and no slash, but one is '"
                                                + bucket
                                                + "'"));
    }

    @Test
    void theDefaultsNameFourBuckets() {
        var store =
                new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("dermflow.store", StoreProperties.class);

        assertThat(store.bucket(Bucket.RAW_CAPTURES)).isEqualTo("raw-captures");
        assertThat(store.bucket(Bucket.PROCESSED_ARTIFACTS)).isEqualTo("processed-artifacts");
        assertThat(store.bucket(Bucket.MODELS)).isEqualTo("models");
        assertThat(store.bucket(Bucket.EXPORTS)).isEqualTo("exports");
    }
}
