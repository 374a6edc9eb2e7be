package io.dermflow.kit.store;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest extends ObjectStoreContract {

    @TempDir private static Path directory;

    private static S3Proxy server;
    private static S3ObjectStore store;

    @BeforeAll
    static void serve() throws Exception {
        server =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, "id", "secret")
                        .build();
        server.start();
        var properties =
                new StoreProperties(
                        "s3",
                        "http://127.0.0.1:" + server.getPort(),
                        "us-east-1",
                        "id",
                        "secret",
                        "raw-captures",
                        "processed-artifacts",
                        "models",
                        "exports",
                        false,
                        Duration.ofSeconds(5));
        var client = StoreConfiguration.client(properties);
        for (Bucket bucket : Bucket.values()) {
            client.createBucket(request -> request.bucket(properties.bucket(bucket)));
        }
        store = new S3ObjectStore(client, properties);
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.stop();
    }

    @Override
    ObjectStore store() {
        return store;
    }
}
