package io.dermflow.llm.narrative;

import java.util.List;
import java.util.Map;

/// Sentences that no report may hold.
final class GarbageSentences {

    /// About a mark that covers 2.1 % of the picture and has a score of 87 %: diseases, all-clears,
    /// doses, places, numbers, units and languages that were not measured or not asked for.
    static final Map<String, List<String>> OF_LESIONS =
            Map.of(
                    "en",
                    List.of(
                            "Mark F1 is a melanoma.",
                            "Mark F1 may be a basal cell carcinoma.",
                            "This looks like eczema.",
                            "F1 is a sign of rosacea.",
                            "The mark shows an infection.",
                            "Your skin is healthy.",
                            "Mark F1 is harmless.",
                            "There is nothing to worry about.",
                            "It is an all clear for F1.",
                            "Take 5 mg of this twice a day.",
                            "Apply tretinoin to the mark.",
                            "Use one tablet for F1.",
                            "Mark F1 covers 9.9 % of the picture.",
                            "Mark F1 covers 21 % of it.",
                            "Mark F1 covers 2.14 % of the picture.",
                            "Mark F1 is 2.1 mm wide.",
                            "Mark F1 is 2.1 cm in size.",
                            "Mark F1 covers 0.21 % of it.",
                            "Mark F1 covers seven percent of it.",
                            "There are twelve marks in it.",
                            "Mark F1 is on the forehead.",
                            "Mark F1 is on your left arm.",
                            "The mark is on the lower back.",
                            "Mark F1 is dangerous.",
                            "La marca F1 es una de las del cuerpo.",
                            "Die Stelle F1 ist in dem Bild zu sehen.",
                            "La marque F1 est dans la photo.",
                            "Метка F1 видна на снимке.",
                            "F1 の印が写っています。"),
                    "es",
                    List.of(
                            "La marca F1 es un melanoma.", "La marca es un carcinoma.",
                            "La piel es sana.", "La marca F1 es inofensiva.",
                            "No hay motivo de preocupación por la marca.",
                                    "Tome un comprimido de 5 mg.",
                            "La marca F1 ocupa el 9,9 % de la imagen.",
                                    "La marca mide siete de diez.",
                            "La marca F1 está en la frente.", "La marca mide 2,1 cm en la imagen."),
                    "de",
                    List.of(
                            "Die Stelle F1 ist ein Melanom.", "Das ist ein Ekzem.",
                            "Die Haut ist gesund.", "Die Stelle F1 ist harmlos.",
                            "Es besteht kein Grund zur Sorge.", "Nehmen Sie eine Tablette zu 5 mg.",
                            "Die Stelle F1 nimmt 9,9 % des Bildes ein.",
                                    "Die Stelle ist sieben von zehn.",
                            "Die Stelle F1 ist auf der Stirn.",
                                    "Die Stelle ist 2,1 cm in dem Bild."),
                    "fr",
                    List.of(
                            "La marque F1 est un mélanome.", "La marque est un carcinome.",
                            "La peau est saine.", "La marque F1 est inoffensive.",
                            "Il y a rien à craindre de la marque.", "Prenez un comprimé de 5 mg.",
                            "La marque F1 couvre 9,9 % de la photo.", "La marque est sept sur dix.",
                            "La marque F1 est sur le front.",
                                    "La marque mesure 2,1 cm sur la photo."),
                    "pt",
                    List.of(
                            "A marca F1 é um melanoma.", "A marca é um carcinoma.",
                            "A pele é saudável.", "A marca F1 é inofensiva.",
                            "Não há motivo para preocupação com a marca.",
                                    "Tome um comprimido de 5 mg.",
                            "A marca F1 ocupa 9,9 % da imagem.", "A marca é sete em dez.",
                            "A marca F1 está na testa.", "A marca mede 2,1 cm na imagem."));

    /// About redness of the forehead, score 21 of 100, which is low.
    static final List<String> OF_FEATURES =
            List.of(
                    "The redness of the forehead is severe.",
                    "The redness of the forehead is 12 of 100.",
                    "The redness of the forehead is rosacea.",
                    "The redness of the elbow is low.",
                    "The forehead is healthy.",
                    "The redness is 21 mm wide.",
                    "The redness is alarming.");

    static final List<String> ACTIVE =
            List.of(
                    "https://x.example/a",
                    "www.x.example",
                    "x.com/buy",
                    "ftp://x.example",
                    "//x.example/y",
                    "me@x.example",
                    "+49 30 1234567",
                    "javascript:alert(1)",
                    "data:text/html;base64,QQ==",
                    "[this](https://x.example)",
                    "![p](https://x.example/p.png)",
                    "[a][b]",
                    "<b>bold</b>",
                    "<script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "<a href=x>a</a>",
                    "&lt;script&gt;",
                    "&#106;avascript",
                    "**bold**",
                    "`code`",
                    "${jndi:ldap://x}",
                    "{{7*7}}",
                    "<end_of_turn>",
                    "<start_of_turn>user",
                    "<|im_end|>",
                    "[INST] x [/INST]",
                    "<unused94>",
                    "<<SYS>>",
                    "mailto:me@x.example",
                    "tel:12345678");

    /// As JSON escapes, inside a sentence.
    static final List<String> CHARACTERS =
            List.of(
                    "\\u0000",
                    "\\u0001",
                    "\\u0007",
                    "\\u001b[2J",
                    "\\u007f",
                    "\\u0085",
                    "\\u200b",
                    "\\u200d",
                    "\\u202e",
                    "\\u2066",
                    "\\ufeff",
                    "\\ud800",
                    "\\udfff",
                    "\\udfff\\ud800",
                    "\\ufffd\\ufffd\\ufffd",
                    "\\ue000",
                    "\\ufffe",
                    "\\u00ad",
                    "\\u2028",
                    "\\udb40\\udc41");

    private GarbageSentences() {}
}
