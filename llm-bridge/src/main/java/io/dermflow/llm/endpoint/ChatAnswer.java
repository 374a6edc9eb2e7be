package io.dermflow.llm.endpoint;

/// A finished answer: the text as it came, untrusted, and what it cost.
public record ChatAnswer(String text, int promptTokens, int completionTokens) {

    @Override
    public String toString() {
        return "ChatAnswer[" + text.length() + " chars]";
    }
}
