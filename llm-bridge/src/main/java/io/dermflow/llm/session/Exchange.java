package io.dermflow.llm.session;

/// A question and its whole answer, both cleaned.
public record Exchange(String asked, String answered) {

    @Override
    public String toString() {
        return "Exchange[" + asked.length() + " and " + answered.length() + " chars]";
    }
}
