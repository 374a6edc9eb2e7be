package io.dermflow.kit.store;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Which object store, and where.
///
/// @param kind `s3`, or `file:/a/directory` (`OBJECT_STORE`)
/// @param endpoint S3 address, a URI; empty means AWS itself (`S3_ENDPOINT`)
/// @param serverSideEncryption ask S3 to encrypt at rest (AES256); the embedded store refuses the
///   header, so it is off by default
@Validated
@ConfigurationProperties(prefix = "dermflow.store", ignoreUnknownFields = false)
public record StoreProperties(
        @DefaultValue("s3") @NotBlank String kind,
        @DefaultValue("") String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("raw-captures") String bucketRaw,
        @DefaultValue("processed-artifacts") String bucketArtifacts,
        @DefaultValue("models") String bucketModels,
        @DefaultValue("exports") String bucketExports,
        @DefaultValue("false") boolean serverSideEncryption,
        @DefaultValue("5s") Duration timeout) {

    public StoreProperties {
        for (String bucket :
                new String[] {bucketRaw, bucketArtifacts, bucketModels, bucketExports}) {
            if (bucket.contains(":") || bucket.contains("/")) {
                throw new IllegalArgumentException(
                        "a bucket name has no scheme and no slash, but one is '" + bucket + "'");
            }
        }
    }

    String bucket(Bucket bucket) {
        return switch (bucket) {
            case RAW_CAPTURES -> bucketRaw;
            case PROCESSED_ARTIFACTS -> bucketArtifacts;
            case MODELS -> bucketModels;
            case EXPORTS -> bucketExports;
        };
    }

    /// The directory of a `file:` store, or null for S3.
    @Nullable Path directory() {
        return kind.startsWith("file:") ? Path.of(kind.substring("file:".length())) : null;
    }

    @Override
    public String toString() {
        return "StoreProperties[" + kind + ", " + endpoint + "]";
    }
}
