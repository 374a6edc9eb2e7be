package io.dermflow.stack.objects;

import io.dermflow.stack.home.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Forces each object to the disk before the client hears that it is stored. S3Proxy by itself
/// leaves it in the page cache: a database row would survive a power cut that its object doesn't.
///
/// Failure semantics: if forcing fails the client gets a server error although the object may be
/// there; it repeats, or the sweeper finds the object without a row.
final class ForcedBlobStore extends ForwardingBlobStore {

    private final Path root;

    ForcedBlobStore(BlobStore delegate, Path root) {
        super(delegate);
        this.root = root;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        PutObjectResponse response = super.putBlob(request, content);
        force(request.bucket(), request.key());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        force(request.destinationBucket(), request.destinationKey());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        force(upload.containerName(), upload.blobName());
        return response;
    }

    /// An erased photo must not come back after a power cut.
    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        DeleteObjectResponse response = super.removeBlob(request);
        force(request.bucket(), request.key());
        return response;
    }

    /// Forces the object, if it is there, and the folders from it up to its bucket.
    private void force(String bucket, String key) {
        Path top = root.resolve(bucket);
        Path object = top.resolve(key).normalize();
        try {
            if (Files.isRegularFile(object)) {
                FileTree.forceFile(object);
            }
            for (Path at = object.getParent();
                    at != null && at.startsWith(top);
                    at = at.getParent()) {
                if (Files.isDirectory(at)) {
                    FileTree.forceDirectory(at);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot force an object to the disk", e);
        }
    }
}
