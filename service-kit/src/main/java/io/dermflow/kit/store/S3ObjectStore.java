package io.dermflow.kit.store;

import io.dermflow.events.UserId;
import io.dermflow.kit.http.DependencyUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// Objects in any S3: AWS, SeaweedFS, Ceph, the embedded one. The client retries and signs; a
/// failure after that is [DependencyUnavailable].
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    /// Precondition failed; a concurrent conditional write; the object to match is gone.
    private static final Set<Integer> LOST = Set.of(412, 409, 404);

    private final S3Client s3;
    private final StoreProperties properties;

    /// Takes ownership of the client.
    public S3ObjectStore(S3Client s3, StoreProperties properties) {
        this.s3 = s3;
        this.properties = properties;
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, Path content, String mediaType) {
        put(bucket, key, RequestBody.fromFile(content), mediaType);
    }

    @Override
    public void put(Bucket bucket, UserId owner, String key, byte[] content, String mediaType) {
        put(bucket, key, RequestBody.fromBytes(content), mediaType);
    }

    @Override
    public Optional<StoredObject> open(Bucket bucket, UserId owner, String key) {
        try {
            var object =
                    s3.getObject(request ->
                            request.bucket(properties.bucket(bucket)).key(ObjectKeys.checked(key)));
            return Optional.of(
                    new StoredObject(
                            object,
                            object.response().contentLength(),
                            object.response().contentType()));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    @Override
    public Optional<String> version(Bucket bucket, UserId owner, String key) {
        try {
            return Optional.of(
                    s3.headObject(request ->
                                    request.bucket(properties.bucket(bucket))
                                            .key(ObjectKeys.checked(key)))
                            .eTag());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// By S3's conditional writes (`If-Match`, `If-None-Match: *`), which AWS, Ceph, MinIO and the
    /// embedded S3Proxy have. S3Proxy looks first and writes then, so two writers in the same
    /// instant could both win there; it serves one box with one writer.
    @Override
    public boolean replace(
            Bucket bucket,
            UserId owner,
            String key,
            byte[] content,
            String mediaType,
            Optional<String> expected) {
        PutObjectRequest.Builder request = request(bucket, key, mediaType);
        expected.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        try {
            s3.putObject(request.build(), RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (LOST.contains(e.statusCode())) {
                return holds(bucket, owner, key, content);
            }
            throw away(e);
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// The client tries again when an answer was lost, and then meets its own write.
    private boolean holds(Bucket bucket, UserId owner, String key, byte[] content) {
        try (var object = open(bucket, owner, key).orElse(null)) {
            return object != null && Arrays.equals(object.content().readAllBytes(), content);
        } catch (IOException e) {
            throw new DependencyUnavailable("object_store", e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void delete(Bucket bucket, UserId owner, String key) {
        try {
            s3.deleteObject(request ->
                    request.bucket(properties.bucket(bucket)).key(ObjectKeys.checked(key)));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    @Override
    public void list(Bucket bucket, String prefix, Consumer<Entry> visitor) {
        try {
            s3.listObjectsV2Paginator(
                            request -> request.bucket(properties.bucket(bucket)).prefix(prefix))
                    .contents()
                    .forEach(object ->
                            visitor.accept(
                                    new Entry(object.key(), object.size(), object.lastModified())));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    @Override
    public void ping() {
        try {
            s3.headBucket(request -> request.bucket(properties.bucketRaw()));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    private void put(Bucket bucket, String key, RequestBody body, String mediaType) {
        try {
            s3.putObject(request(bucket, key, mediaType).build(), body);
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private PutObjectRequest.Builder request(Bucket bucket, String key, String mediaType) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder()
                        .bucket(properties.bucket(bucket))
                        .key(ObjectKeys.checked(key))
                        .contentType(mediaType);
        if (properties.serverSideEncryption()) {
            request.serverSideEncryption(ServerSideEncryption.AES256);
        }
        return request;
    }

    private static DependencyUnavailable away(SdkException e) {
        return new DependencyUnavailable("object_store", e.getClass().getSimpleName(), e);
    }
}
