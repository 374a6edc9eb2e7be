package io.dermflow.kit.store;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The object store, for services whose configuration names one.
@AutoConfiguration
@ConditionalOnProperty("dermflow.store.kind")
@EnableConfigurationProperties(StoreProperties.class)
public class StoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ObjectStore objectStore(StoreProperties properties) {
        Path directory = properties.directory();
        return directory == null
                ? new S3ObjectStore(client(properties), properties)
                : new DirectoryObjectStore(directory);
    }

    static S3Client client(StoreProperties properties) {
        var builder =
                S3Client.builder()
                        .region(Region.of(properties.region()))
                        .credentialsProvider(credentials(properties))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(properties.timeout())
                                        .socketTimeout(properties.timeout()))
                        .overrideConfiguration(limits ->
                                limits.apiCallTimeout(properties.timeout().multipliedBy(3)));
        if (!properties.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(properties.endpoint())).forcePathStyle(true);
        }
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(StoreProperties properties) {
        return properties.accessKey().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(properties.accessKey(), properties.secretKey()));
    }
}
