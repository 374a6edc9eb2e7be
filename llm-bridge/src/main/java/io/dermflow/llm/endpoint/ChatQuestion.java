package io.dermflow.llm.endpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One question to a language model, as a single user turn.
///
/// @param purpose what it is for; picks the clocks and the breaker
/// @param payer whose token budget pays: the user's id, or `service` for reports
/// @param instructions byte-identical from call to call, so that the server's prefix cache holds
/// @param facts what differs; user text in it is data and already cleaned
/// @param form of the answer; null for free text
/// @param picture shown with the question; null for none, and left out for models without eyes
/// @param maxTokens most tokens of the answer
/// @param seed another one for a repair round
public record ChatQuestion(
        Purpose purpose,
        String payer,
        String instructions,
        String facts,
        @Nullable Form form,
        @Nullable Picture picture,
        int maxTokens,
        int seed) {

    /// What a question is for.
    public enum Purpose {
        /// A report, for the worker.
        REPORT,
        /// Which agent should answer: short and quick.
        ROUTE,
        /// Free text to a person who waits.
        CHAT,
        /// Clothing recommendations to a person who waits.
        STYLE
    }

    /// @param name of the schema, letters, digits and underscores
    /// @param schema JSON Schema of the answer
    public record Form(String name, JsonNode schema) {}

    /// @param mediaType `image/jpeg` or `image/png`
    /// @param bytes the file; sent as a data URI, never as an address
    public record Picture(String mediaType, byte[] bytes) {

        public Picture {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Picture picture
                    && mediaType.equals(picture.mediaType)
                    && java.util.Arrays.equals(bytes, picture.bytes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(mediaType, java.util.Arrays.hashCode(bytes));
        }

        @Override
        public String toString() {
            return "Picture[" + mediaType + ", " + bytes.length + " bytes]";
        }
    }

    @Override
    public String toString() {
        return "ChatQuestion[" + purpose + "]";
    }
}
