package io.dermflow.vision.card;

import io.dermflow.imaging.card.PrintedCard;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `./dermflow card FILE.png|FILE.pdf`: writes Dermflow's reference card at true size.
///
/// Exit status 0, or 2 when the file can't be written or is of another kind.
public final class WriteCard {

    private static final int REFUSED = 2;

    private final PrintStream out;

    WriteCard(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(new WriteCard(System.out).run(Arrays.asList(args)));
    }

    /// @param arguments the file to write
    /// @return the exit status
    int run(List<String> arguments) {
        if (arguments.size() != 1) {
            return refuse("Usage: ./dermflow card FILE.png|FILE.pdf");
        }
        Path file = Path.of(arguments.getFirst());
        String name = file.toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".png")) {
                Files.write(file, PrintedCard.png());
            } else if (name.endsWith(".pdf")) {
                Files.write(file, PrintedCard.pdf());
            } else {
                return refuse("The file must end in .png or .pdf: " + file);
            }
        } catch (IOException e) {
            return refuse("Can't be written: " + e);
        }
        out.println(
                "Wrote " + file + ". Print it at 100 % on matte paper, not fitted to the page,");
        out.println("and measure its long side: 85.6 mm. A card of another length is no scale.");
        return 0;
    }

    private int refuse(String why) {
        out.println(why);
        return REFUSED;
    }
}
