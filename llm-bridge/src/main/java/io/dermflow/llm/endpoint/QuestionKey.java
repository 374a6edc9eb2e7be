package io.dermflow.llm.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of all that an answer depends on, and of who pays: one user's question never answers
/// another's, so that nobody learns by timing what was asked before.
///
/// @param sha256 in hex
record QuestionKey(String sha256) {

    static QuestionKey of(ChatQuestion question, String model) {
        MessageDigest digest = newDigest();
        add(digest, question.purpose().name());
        add(digest, question.payer());
        add(digest, model);
        add(digest, question.instructions());
        add(digest, question.facts());
        add(digest, question.maxTokens() + "/" + question.seed());
        var form = question.form();
        add(digest, form == null ? "" : form.name() + form.schema());
        var picture = question.picture();
        add(digest, picture == null ? "" : picture.mediaType());
        add(digest, picture == null ? new byte[0] : picture.bytes());
        return new QuestionKey(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, String text) {
        add(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    /// With its length in front, so that no two lists of parts read the same.
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
