package io.dermflow.llm.text;

import java.util.regex.Pattern;

/// Addresses of any kind: of pages, programs, mailboxes and telephones.
public final class Links {

    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?i)[a-z][a-z0-9+.-]{1,20}:/{1,}[^\\s]*"
                            + "|(?:javascript|vbscript|livescript|mailto|tel|sms|file|blob|about|intent)"
                            + "\\s{0,3}:\\s{0,3}[^\\s]+"
                            + "|data\\s{0,3}:\\s{0,3}[a-z0-9/+.-]*[;,][^\\s]*"
                            + "|//[a-z0-9-]+\\.[^\\s]+"
                            + "|www\\.[^\\s]+"
                            + "|[a-z0-9._%+-]{1,64}\\s{0,2}(?:@|\\(at\\)|\\[at])\\s{0,2}[a-z0-9-]+"
                            + "(?:\\.|\\s?\\(dot\\)\\s?)[a-z0-9.-]+"
                            + "|\\b(?:[a-z0-9-]{1,63}\\.){1,8}(?:com|org|net|io|ai|co|app|dev|info|biz|xyz|shop"
                            + "|store|online|site|top|ru|cn|uk|eu|us|ly|gl|tk|edu|gov)\\b(?:[/?#:][^\\s]*)?"
                            + "|\\b(?:[a-z0-9-]{2,63}\\.){1,8}(?:de|es|fr|pt|br|me|it|tv|cc|to)\\b[/?#:][^\\s]+"
                            + "|\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b(?:[:/][^\\s]*)?");

    /// An international number, three and more groups of digits, or nine and more in a row.
    private static final Pattern TELEPHONE =
            Pattern.compile(
                    "(?<![\\d.,])(?:\\+|00)\\d[\\d ()/.-]{6,18}\\d"
                            + "|(?<![\\d.,])\\(?\\d{2,5}\\)?[ /-]\\d{3,4}(?:[ /-]\\d{2,5}){1,4}(?!\\d)"
                            + "|(?<![\\d.,])\\d{9,}(?![\\d.,])");

    private Links() {}

    /// Whether the text holds one.
    public static boolean in(String text) {
        return ADDRESS.matcher(text).find() || TELEPHONE.matcher(text).find();
    }

    static String removed(String text) {
        return TELEPHONE.matcher(ADDRESS.matcher(text).replaceAll(" ")).replaceAll(" ");
    }
}
