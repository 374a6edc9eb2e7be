package io.dermflow.ingest.upload;

import java.io.InputStream;
import org.apache.commons.fileupload2.core.RequestContext;

/// A request as the multipart parser wants to see it: headers of parts in UTF-8, length unknown,
/// because [RequestBody] counts.
record MultipartContent(InputStream body, String contentType) implements RequestContext {

    @Override
    public String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public String getContentType() {
        return contentType;
    }

    @Override
    public InputStream getInputStream() {
        return body;
    }

    @Override
    public boolean isMultipartRelated() {
        return false;
    }
}
