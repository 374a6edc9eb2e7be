package io.dermflow.stack.deploy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of Go's text/template that our chart uses, and no more: anything else is refused. Its
/// output was compared with Go's own, see docs/DEPLOY.md.
final class GoTemplate {

    private static final Pattern ACTION =
            Pattern.compile("\\{\\{(- )?(.*?)( -)?}}", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("range (\\$\\w+)(?:, (\\$\\w+))? := (.+)");
    private static final Pattern ASSIGN = Pattern.compile("(\\$\\w+) (:?=) (.+)");

    private final Map<String, Block> defined = new HashMap<>();
    private final Functions functions = new Functions(this::include);

    /// What stands between two actions, an action, or a block with its end.
    private sealed interface Node permits Text, Print, Assign, Branch, Loop, Block {}

    private record Text(String text) implements Node {}

    private record Print(String pipeline) implements Node {}

    private record Assign(String name, boolean fresh, String pipeline) implements Node {}

    private record Branch(String condition, Block then, Block otherwise) implements Node {}

    private record Loop(String key, @Nullable String value, String over, Block body)
            implements Node {}

    private record Block(List<Node> nodes) implements Node {}

    private record Piece(boolean action, String text) {}

    /// Reads a file; what it defines is known from then on.
    Template read(String source) {
        var pieces = new ArrayDeque<>(pieces(source));
        Block block = block(pieces);
        if (!pieces.isEmpty()) {
            throw new IllegalArgumentException("an end too many");
        }
        return data -> render(block, data, new Scope(null));
    }

    /// A file that was read.
    interface Template {
        String render(Map<String, Object> data);
    }

    private String include(String name, Object data) {
        Block block = defined.get(name);
        if (block == null) {
            throw new IllegalArgumentException("nothing is defined as " + name);
        }
        return render(block, data, new Scope(null));
    }

    private static List<Piece> pieces(String source) {
        List<Piece> pieces = new ArrayList<>();
        Matcher action = ACTION.matcher(source);
        int at = 0;
        boolean trim = false;
        while (action.find()) {
            String before = source.substring(at, action.start());
            before = trim ? before.stripLeading() : before;
            pieces.add(new Piece(false, action.group(1) == null ? before : before.stripTrailing()));
            pieces.add(new Piece(true, action.group(2).strip()));
            trim = action.group(3) != null;
            at = action.end();
        }
        String rest = source.substring(at);
        pieces.add(new Piece(false, trim ? rest.stripLeading() : rest));
        return pieces;
    }

    /// Up to the `end` or `else` that closes it, which stays.
    private Block block(Deque<Piece> pieces) {
        List<Node> nodes = new ArrayList<>();
        while (!pieces.isEmpty()) {
            Piece piece = pieces.peek();
            if (piece.action() && (piece.text().equals("end") || piece.text().equals("else"))) {
                break;
            }
            pieces.remove();
            nodes.add(piece.action() ? action(piece.text(), pieces) : new Text(piece.text()));
        }
        return new Block(nodes);
    }

    private Node action(String text, Deque<Piece> pieces) {
        if (text.startsWith("/*")) {
            return new Text("");
        }
        if (text.startsWith("define ")) {
            defined.put(text.substring(8, text.length() - 1), block(pieces));
            close(pieces);
            return new Text("");
        }
        if (text.startsWith("if ")) {
            Block then = block(pieces);
            boolean more = pieces.remove().text().equals("else");
            Block otherwise = more ? block(pieces) : new Block(List.of());
            if (more) {
                close(pieces);
            }
            return new Branch(text.substring(3), then, otherwise);
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            Block body = block(pieces);
            close(pieces);
            return new Loop(range.group(1), range.group(2), range.group(3), body);
        }
        Matcher assign = ASSIGN.matcher(text);
        return assign.matches()
                ? new Assign(assign.group(1), assign.group(2).equals(":="), assign.group(3))
                : new Print(text);
    }

    private static void close(Deque<Piece> pieces) {
        Piece end = pieces.remove();
        if (!end.text().equals("end")) {
            throw new IllegalArgumentException("an end is missing before " + end.text());
        }
    }

    private String render(Block block, Object data, Scope scope) {
        var out = new StringBuilder();
        for (Node node : block.nodes()) {
            out.append(render(node, data, scope));
        }
        return out.toString();
    }

    private String render(Node node, Object data, Scope scope) {
        return switch (node) {
            case Text text -> text.text();
            case Print print -> shown(print.pipeline(), data, scope);
            case Assign assign -> {
                Object value = functions.evaluate(assign.pipeline(), data, scope);
                scope.set(assign.name(), value, assign.fresh());
                yield "";
            }
            case Branch branch ->
                    render(
                            Functions.isTrue(functions.evaluate(branch.condition(), data, scope))
                                    ? branch.then()
                                    : branch.otherwise(),
                            data,
                            new Scope(scope));
            case Loop loop -> renderLoop(loop, data, scope);
            case Block inner -> render(inner, data, scope);
        };
    }

    private String shown(String pipeline, Object data, Scope scope) {
        Object value = functions.evaluate(pipeline, data, scope);
        if (value == null) {
            throw new IllegalArgumentException("no value: " + pipeline);
        }
        return value.toString();
    }

    private String renderLoop(Loop loop, Object data, Scope scope) {
        var out = new StringBuilder();
        Object over = functions.evaluate(loop.over(), data, scope);
        if (over instanceof Map<?, ?> map) {
            new TreeMap<>(Yaml.as(map))
                    .forEach((key, value) -> out.append(renderOnce(loop, key, value, scope)));
        } else if (over instanceof List<?> list) {
            list.forEach(item -> out.append(renderOnce(loop, item, item, scope)));
        }
        return out.toString();
    }

    private String renderOnce(Loop loop, Object key, Object value, Scope outer) {
        Scope scope = new Scope(outer);
        scope.set(loop.key(), key, true);
        if (loop.value() != null) {
            scope.set(loop.value(), value, true);
        }
        return render(loop.body(), value, scope);
    }

    /// Variables of a block; an assignment reaches the block that declared the variable.
    static final class Scope {

        private final @Nullable Scope outer;
        private final Map<String, @Nullable Object> values = new HashMap<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        @Nullable Object get(String name) {
            if (values.containsKey(name)) {
                return values.get(name);
            }
            if (outer == null) {
                throw new IllegalArgumentException("there is no variable " + name);
            }
            return outer.get(name);
        }

        void set(String name, @Nullable Object value, boolean fresh) {
            if (fresh || values.containsKey(name)) {
                values.put(name, value);
            } else if (outer != null) {
                outer.set(name, value, false);
            } else {
                throw new IllegalArgumentException("there is no variable " + name);
            }
        }
    }
}
