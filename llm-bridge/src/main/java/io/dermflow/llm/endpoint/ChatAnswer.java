package io.dermflow.llm.endpoint;

/// A finished answer: the text as it came, untrusted, and what it cost.
///
/// @param promptTokens 0 when the server did not say
/// @param completionTokens 0 when the server did not say
/// @param finishReason `stop`, or `length` when the token limit cut it; the text may be whole even
///   then
/// @param model as the endpoint named itself, empty when it did not
/// @param endpoint which one answered, by its configured name
public record ChatAnswer(
        String text,
        int promptTokens,
        int completionTokens,
        String finishReason,
        String model,
        String endpoint) {

    /// Whether the token limit ended it.
    public boolean cut() {
        return finishReason.equals("length");
    }

    @Override
    public String toString() {
        return "ChatAnswer[" + text.length() + " chars]";
    }
}
