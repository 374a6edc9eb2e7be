package io.dermflow.stack.demo;

import io.dermflow.stack.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// A new user registers, consents and has pictures analysed, one capture after the other.
public final class RunDemo {

    private final AppClient app;
    private final Terminal terminal;
    private final boolean json;
    private final Path artifacts;
    private final String email = "demo-" + UUID.randomUUID() + "@example.org";
    private final String password = UUID.randomUUID().toString();

    /// @param json whether standard output gets result documents, one a line, instead of reports
    /// @param artifacts folder for what the analyses draw; made when there is something
    public RunDemo(URI gateway, Terminal terminal, boolean json, Path artifacts) {
        this.app = new AppClient(gateway);
        this.terminal = terminal;
        this.json = json;
        this.artifacts = artifacts;
    }

    /// @param images the project's own samples if empty
    /// @return 0 if all succeeded, 2 if some were rejected, 1 if anything else happened to one
    public int run(Wish wish, List<Path> images) throws IOException, InterruptedException {
        try {
            app.register(email, password);
            app.logIn(email, password);
            app.consentToAnalysis();
        } catch (ApiRefusal e) {
            terminal.say(e.explanation());
            return 1;
        }
        List<Integer> exits = new ArrayList<>();
        for (Submission submission : wish.submissions(images)) {
            exits.add(analyse(submission));
        }
        return exits.contains(1) ? 1 : exits.stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    private int analyse(Submission submission) throws IOException, InterruptedException {
        terminal.say("analysing " + submission.name());
        long begin = System.nanoTime();
        // Access tokens live for minutes; many pictures take longer.
        app.logIn(email, password);
        Verdict verdict = new AnalyseImage(app, terminal).run(submission);
        double seconds = (System.nanoTime() - begin) / 1e9;
        terminal.say(String.format(Locale.ROOT, "  analysis took %.2f s", seconds));
        print(verdict);
        keep(verdict);
        return verdict.exitStatus();
    }

    private void print(Verdict verdict) {
        switch (verdict) {
            case Verdict.Succeeded succeeded ->
                    terminal.result(json ? oneLine(succeeded.result()) : succeeded.report());
            case Verdict.Rejected rejected -> {
                terminal.say(rejected.reasons());
                if (json) {
                    terminal.result(oneLine(rejected.document()));
                }
            }
            case Verdict.Failed failed -> terminal.say("failed: " + failed.reason());
        }
    }

    private void keep(Verdict verdict) throws IOException, InterruptedException {
        if (verdict instanceof Verdict.Succeeded succeeded) {
            for (Path file : new KeepArtifacts(app, artifacts).of(succeeded.result())) {
                terminal.say("  drew " + file);
            }
        }
    }

    private static String oneLine(String document) {
        return JsonMapper.shared().readTree(document).toString();
    }
}
