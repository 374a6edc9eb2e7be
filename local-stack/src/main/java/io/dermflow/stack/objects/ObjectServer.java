package io.dermflow.stack.objects;

import io.dermflow.stack.process.ParentWatch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The S3 server's own process. Arguments: data folder, port, file with the access key, file with
/// the secret key, buckets.
final class ObjectServer {

    private static final Logger log = LoggerFactory.getLogger(ObjectServer.class);

    private ObjectServer() {}

    static void main(String[] arguments) {
        try {
            ParentWatch.begin();
            run(List.of(arguments));
        } catch (Exception e) {
            // The top of this process; S3Proxy.start declares Exception.
            log.error("the object store cannot run", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(List<String> arguments) throws Exception {
        Path directory = Path.of(arguments.get(0));
        for (String bucket : arguments.subList(4, arguments.size())) {
            Files.createDirectories(directory.resolve(bucket));
        }
        var store =
                new ForcedBlobStore(new FilesystemNio2BlobStore(directory.toString()), directory);
        S3Proxy server =
                S3Proxy.builder()
                        .blobStore(store)
                        .endpoint(URI.create("http://127.0.0.1:" + arguments.get(1)))
                        .awsAuthentication(
                                AuthenticationType.AWS_V4,
                                Files.readString(Path.of(arguments.get(2))).strip(),
                                Files.readString(Path.of(arguments.get(3))).strip())
                        .build();
        server.start();
        log.info("object store is up");
    }
}
