package io.dermflow.llm.agent;

import io.dermflow.llm.profile.Profile;
import io.dermflow.llm.session.Exchange;
import io.dermflow.llm.text.UserText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Everything a model may know of a turn, as one JSON object for one user turn: MedGemma is not
/// made for several, and its template refuses two of a kind in a row. No ids, names or times of
/// day.
final class TurnFacts {

    private static final int MAX_REMEMBERED = 600;

    private TurnFacts() {}

    static String of(Turn turn, Profile profile) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("language", turn.language());
        facts.put("profile", profile(profile));
        facts.put("context", turn.context());
        facts.put("history", history(turn.memory().history()));
        facts.put("message", turn.message());
        return JsonMapper.shared().writeValueAsString(facts);
    }

    private static Map<String, Object> profile(Profile profile) {
        Map<String, Object> known = new LinkedHashMap<>();
        if (profile.season() != null) {
            known.put("colour_season", profile.season().title());
        }
        if (profile.faceShape() != null) {
            known.put("face_shape", profile.faceShape().title());
        }
        Profile.LastReport report = profile.report();
        if (report != null) {
            known.put("report_summary", report.summary());
            known.put("report_findings", report.findings());
        }
        return known;
    }

    private static List<Map<String, String>> history(List<Exchange> history) {
        List<Map<String, String>> exchanges = new ArrayList<>();
        for (Exchange exchange : history) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("person", cut(exchange.asked()));
            one.put("assistant", cut(exchange.answered()));
            exchanges.add(one);
        }
        return exchanges;
    }

    private static String cut(String text) {
        return text.length() <= MAX_REMEMBERED ? text : UserText.clean(text, MAX_REMEMBERED) + " …";
    }
}
