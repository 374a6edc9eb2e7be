package io.dermflow.stack.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which connections over TCP the network policies of a rendered chart let through: a pod that a
/// policy of that direction selects is closed but for what one of them allows, and both ends must
/// agree. Selectors and ports that the chart doesn't use are refused.
record ChartNetwork(List<Map<String, Object>> policies) {

    /// One end of a connection.
    ///
    /// @param namespace empty outside the cluster
    /// @param ports of a pod, by name
    record End(String namespace, Map<String, Object> labels, Map<String, Integer> ports) {

        static final End OUTSIDE = new End("", Map.of(), Map.of());

        static End in(String namespace, Map<String, Object> labels) {
            return new End(namespace, labels, Map.of());
        }
    }

    static ChartNetwork of(List<Map<String, Object>> chart) {
        return new ChartNetwork(
                chart.stream().filter(one -> "NetworkPolicy".equals(one.get("kind"))).toList());
    }

    boolean allows(End from, End to, int port) {
        return passes("Egress", "egress", "to", from, to, to, port)
                && passes("Ingress", "ingress", "from", to, from, to, port);
    }

    private boolean passes(
            String type, String rules, String peers, End guarded, End other, End to, int port) {
        List<Map<String, Object>> bound =
                policies.stream()
                        .map(policy -> Yaml.map(policy, "spec"))
                        .filter(spec -> ((List<?>) spec.get("policyTypes")).contains(type))
                        .filter(spec -> isOurs(guarded))
                        .filter(spec -> selects(Yaml.map(spec, "podSelector"), guarded.labels()))
                        .toList();
        return bound.isEmpty()
                || bound.stream()
                        .flatMap(spec -> Yaml.maps(spec, rules).stream())
                        .anyMatch(rule -> names(rule, peers, other) && opens(rule, to, port));
    }

    private static boolean isOurs(End end) {
        return end.namespace().equals(Chart.NAMESPACE);
    }

    private static boolean names(Map<String, Object> rule, String peers, End other) {
        List<Map<String, Object>> named = Yaml.maps(rule, peers);
        return named.isEmpty() || named.stream().anyMatch(peer -> isNamed(peer, other));
    }

    private static boolean isNamed(Map<String, Object> peer, End other) {
        if (!List.of("namespaceSelector", "podSelector").containsAll(peer.keySet())) {
            throw new IllegalArgumentException("a peer of another kind: " + peer);
        }
        boolean namespace =
                peer.containsKey("namespaceSelector")
                        ? !other.namespace().isEmpty()
                                && selects(
                                        Yaml.map(peer, "namespaceSelector"),
                                        Map.of("kubernetes.io/metadata.name", other.namespace()))
                        : isOurs(other);
        return namespace && selects(Yaml.map(peer, "podSelector"), other.labels());
    }

    private static boolean opens(Map<String, Object> rule, End to, int port) {
        List<Map<String, Object>> ports = Yaml.maps(rule, "ports");
        return ports.isEmpty()
                || ports.stream()
                        .filter(one -> one.get("protocol").equals("TCP"))
                        .map(one -> one.get("port"))
                        .anyMatch(one ->
                                one.equals(port)
                                        || Integer.valueOf(port).equals(to.ports().get(one)));
    }

    private static boolean selects(Map<String, Object> selector, Map<String, Object> labels) {
        if (!List.of("matchLabels", "matchExpressions").containsAll(selector.keySet())) {
            throw new IllegalArgumentException("a selector of another kind: " + selector);
        }
        return labels.entrySet().containsAll(Yaml.map(selector, "matchLabels").entrySet())
                && Yaml.maps(selector, "matchExpressions").stream()
                        .allMatch(
                                expression -> holds(expression, labels.get(expression.get("key"))));
    }

    private static boolean holds(Map<String, Object> expression, @Nullable Object label) {
        boolean in = ((List<?>) expression.get("values")).contains(label);
        return switch (expression.get("operator").toString()) {
            case "In" -> in;
            case "NotIn" -> !in;
            case String other -> throw new IllegalArgumentException("operator " + other);
        };
    }
}
