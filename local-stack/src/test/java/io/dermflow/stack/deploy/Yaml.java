package io.dermflow.stack.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/// YAML as plain maps and lists, anchors and merges resolved, a repeated key refused.
final class Yaml {

    /// Stands where a file says Compose's `!reset`, whatever follows it.
    static final Object RESET = new Object();

    private Yaml() {}

    static Map<String, Object> map(String text) {
        return as(parser().load(text));
    }

    static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : parser().loadAll(text)) {
            if (document != null) {
                documents.add(as(document));
            }
        }
        return documents;
    }

    static String dump(Object value) {
        var style = new DumperOptions();
        style.setDefaultFlowStyle(FlowStyle.BLOCK);
        return new org.yaml.snakeyaml.Yaml(style).dump(value).stripTrailing();
    }

    /// The value below a map, `{}` if there is none.
    static Map<String, Object> map(Map<String, Object> parent, String... path) {
        Map<String, Object> at = parent;
        for (String key : path) {
            at = as(at.getOrDefault(key, Map.of()));
        }
        return at;
    }

    static List<Map<String, Object>> maps(Map<String, Object> parent, String key) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Object item : (List<?>) parent.getOrDefault(key, List.of())) {
            maps.add(as(item));
        }
        return maps;
    }

    @SuppressWarnings("unchecked") // YAML's mappings that we read have text keys.
    static Map<String, Object> as(Object value) {
        return (Map<String, Object>) value;
    }

    private static org.yaml.snakeyaml.Yaml parser() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new org.yaml.snakeyaml.Yaml(
                new Plain(options),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options);
    }

    /// The types of YAML itself, and `!reset`; any other tag is refused.
    private static final class Plain extends SafeConstructor {

        Plain(LoaderOptions options) {
            super(options);
            yamlConstructors.put(
                    new Tag("!reset"),
                    new AbstractConstruct() {
                        @Override
                        public Object construct(Node node) {
                            return RESET;
                        }
                    });
        }
    }
}
