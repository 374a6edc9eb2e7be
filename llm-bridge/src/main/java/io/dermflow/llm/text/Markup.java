package io.dermflow.llm.text;

import java.util.regex.Pattern;

/// HTML and Markdown: what a page or a terminal could act on. The words inside stay, except those
/// of scripts and styles.
public final class Markup {

    private static final Pattern ELEMENTS_WITH_CODE =
            Pattern.compile(
                    "(?is)<\\s*(script|style|iframe|object|svg|math|template|noscript)\\b.*?"
                            + "(?:<\\s*/\\s*\\1[^>]*>|$)");
    private static final Pattern COMMENT =
            Pattern.compile("(?s)<!--.*?(?:-->|$)|<!\\[CDATA\\[|]]>");
    private static final Pattern TAG = Pattern.compile("(?s)<\\s*[/!?]?\\s*[a-zA-Z][^<>]*>");
    private static final Pattern OPEN_TAG = Pattern.compile("<(?=\\s*(?:[/!?a-zA-Z]|$))");
    private static final Pattern ENTITY =
            Pattern.compile(
                    "(?i)&(?:#[xX]?[0-9a-fA-F]{1,8};?|(?:lt|gt|amp|quot|apos|nbsp|colon|tab|newline);?"
                            + "|[a-zA-Z][a-zA-Z0-9]{1,31};)");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\\{[0-9a-fA-F]{1,6}})");
    private static final Pattern HANDLER =
            Pattern.compile("(?i)\\bon[a-z]{3,20}\\s{0,3}=\\s{0,3}[\"'`]?[^\\s\"'`>]*[\"'`]?");
    private static final Pattern IMAGE_OR_LINK =
            Pattern.compile(
                    "!?\\[([^\\[\\]]{0,400})]\\s?(?:\\([^()\\n]{0,2000}(?:\\)|$)|\\[[^\\[\\]]{0,200}])");
    private static final Pattern DEFINITION =
            Pattern.compile("(?m)^ {0,3}\\[[^\\[\\]\\n]{1,200}]:[^\\n]*$");
    private static final Pattern FENCE = Pattern.compile("`{3,}[\\w+-]*|~{3,}[\\w+-]*|`");
    private static final Pattern HEADING =
            Pattern.compile("(?m)^[ \\t]{0,3}#{1,6}(?=\\s|$)[ \\t]?");
    private static final Pattern STRONG = Pattern.compile("\\*{2,}|(?<!\\w)_{2,}|_{2,}(?!\\w)");
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<![\\w*])\\*(?=\\S)([^*\\n]{1,200}?)(?<=\\S)\\*(?![\\w*])");
    private static final Pattern QUOTE = Pattern.compile("(?m)^[ \\t]{0,3}>+[ \\t]?");

    private static final Pattern ANY =
            Pattern.compile(
                    "(?s)<\\s*[/!?]?\\s*[a-zA-Z]|&(?:#|lt|gt|quot)|]\\s?\\(|]\\s?\\[|!\\[|`"
                            + "|\\*\\*|\\$\\{|\\{\\{|(?i)\\bon[a-z]{3,20}\\s{0,3}=");

    private Markup() {}

    /// Whether the text holds any.
    public static boolean in(String text) {
        return ANY.matcher(text).find();
    }

    static String removed(String text) {
        return withoutMarkdown(withoutHtml(text));
    }

    private static String withoutHtml(String text) {
        String now = ELEMENTS_WITH_CODE.matcher(text).replaceAll(" ");
        now = COMMENT.matcher(now).replaceAll(" ");
        now = TAG.matcher(now).replaceAll(" ");
        now = OPEN_TAG.matcher(now).replaceAll(" ");
        now = ESCAPE.matcher(now).replaceAll(" ");
        now = HANDLER.matcher(now).replaceAll(" ");
        return ENTITY.matcher(now).replaceAll(" ");
    }

    private static String withoutMarkdown(String text) {
        String now = IMAGE_OR_LINK.matcher(text).replaceAll("$1");
        now = DEFINITION.matcher(now).replaceAll("");
        now = FENCE.matcher(now).replaceAll("");
        now = HEADING.matcher(now).replaceAll("");
        now = QUOTE.matcher(now).replaceAll("");
        now = STRONG.matcher(now).replaceAll("");
        return EMPHASIS.matcher(now).replaceAll("$1").replace("](", "] (");
    }
}
