package io.dermflow.stack.deploy;

import io.dermflow.stack.part.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// `docker-compose.yml` with files laid over it, merged as the Compose Specification says ("Merge
/// and override"): mappings key by key, lists by appending, and `!reset` takes a key out. What else
/// it says of merging (commands, `!override`, entries of lists with a target in common) our files
/// don't use; [#of] refuses what would need it.
///
/// @param files laid over, in order
/// @param whole the merged file
record Compose(List<String> files, Map<String, Object> whole) {

    static final String MAIN = "docker-compose.yml";

    /// Lists that a later file replaces instead of adding to.
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");

    static Compose of(List<String> files) {
        Map<String, Object> whole = Yaml.map(Deployed.text(MAIN));
        for (String file : files) {
            merge(whole, Yaml.map(Deployed.text(file)));
        }
        return new Compose(files, whole);
    }

    Map<String, Object> section(String name) {
        return Yaml.map(whole, name);
    }

    Map<String, Object> service(String name) {
        return Yaml.map(whole, "services", name);
    }

    Map<String, Object> environment(String service) {
        return Yaml.map(service(service), "environment");
    }

    /// Names of the services that the predicate takes.
    Set<String> services(Predicate<Map<String, Object>> taken) {
        Set<String> names = new TreeSet<>();
        section("services")
                .forEach((name, service) -> {
                    if (taken.test(Yaml.as(service))) {
                        names.add(name);
                    }
                });
        return names;
    }

    /// Our own services by their names in the file, `vision-gpu` among them.
    static Map<String, Part> own() {
        Map<String, Part> own = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            if (part.isService()) {
                own.put(part.shortName(), part);
            }
        }
        own.put("vision-gpu", Part.VISION);
        return own;
    }

    /// A service's networks, which may stand as a list or as a mapping.
    static Set<String> networks(Map<String, Object> service) {
        Object networks = service.get("networks");
        return networks instanceof Map<?, ?>
                ? new TreeSet<>(Yaml.as(networks).keySet())
                : texts(networks);
    }

    /// Entries of a list of texts, empty for none.
    static Set<String> texts(Object list) {
        Set<String> texts = new TreeSet<>();
        if (list != null) {
            ((List<?>) list).forEach(item -> texts.add(item.toString()));
        }
        return texts;
    }

    /// The files, for the names of tests.
    @Override
    public String toString() {
        return files.isEmpty() ? MAIN : String.join(" ", files);
    }

    private static void merge(Map<String, Object> under, Map<String, Object> over) {
        over.forEach((key, value) -> {
            Object before = under.get(key);
            if (value == Yaml.RESET) {
                if (before == null) {
                    throw new IllegalArgumentException("nothing to reset at " + key);
                }
                under.remove(key);
            } else if (before == null) {
                under.put(key, value);
            } else {
                under.put(key, merged(key, before, value));
            }
        });
    }

    private static Object merged(String key, Object before, Object value) {
        boolean mapping = value instanceof Map<?, ?>;
        boolean list = value instanceof List<?>;
        if (mapping != before instanceof Map<?, ?> || list != before instanceof List<?>) {
            throw new IllegalArgumentException("two forms of " + key);
        }
        if (mapping) {
            Map<String, Object> both = new LinkedHashMap<>(Yaml.as(before));
            merge(both, Yaml.as(value));
            return both;
        }
        if (list) {
            if (REPLACED.contains(key)) {
                throw new IllegalArgumentException(key + " would be replaced");
            }
            List<Object> both = new ArrayList<>((List<?>) before);
            both.addAll((List<?>) value);
            return both;
        }
        return value;
    }
}
