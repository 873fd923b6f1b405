import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * What does veraPDF find wrong with PDF files? Each line of standard input is a question: FLAVOUR,… TAB FILE. The
 * answer is a line "rule …" for each rule that the file breaks, and then "kept", "broken", or "cannot check: …".
 * Flavours are veraPDF's own names: ua1, 2a, 2u, 3a, … It ends when standard input does.
 */
public final class VeraCheck {
    private static final Map<String, String> PROFILES = Map.of(
            "ua1", "PDFUA-1", "1a", "PDFA-1A", "2a", "PDFA-2A", "2b", "PDFA-2B", "2u", "PDFA-2U", "3a", "PDFA-3A",
            "3b", "PDFA-3B", "3u", "PDFA-3U", "4", "PDFA-4");

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what a library prints is no answer
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            String[] parts = question.split("\t", 2);
            answers.println(answer(parts[0], new File(parts[1]), answers));
        }
    }

    private static String answer(String flavours, File file, PrintStream answers) {
        try {
            boolean kept = true;
            for (String flavour : flavours.split(",")) {
                kept &= check(flavour, file, answers);
            }
            return kept ? "kept" : "broken";
        } catch (Exception problem) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            return "cannot check: " + trace.toString().replaceAll("\\s+", " ");
        }
    }

    private static boolean check(String flavour, File file, PrintStream answers) throws Exception {
        ValidationProfile profile = profile(flavour);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, true)) {
            ValidationResult result = validator.validate(parser);
            brokenRules(result)
                    .forEach((rule, example) -> answers.println("rule " + flavour + " " + rule + " e.g. " + example));
            return result.isCompliant();
        }
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        if (!PROFILES.containsKey(flavour)) {
            throw new IllegalArgumentException("VeraCheck knows no flavour " + flavour);
        }
        String name = "org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
        try (InputStream rules = VeraCheck.class.getClassLoader().getResourceAsStream(name)) {
            if (rules == null) {
                throw new IOException("The jar holds no " + name);
            }
            return Profiles.profileFromXml(rules);
        }
    }

    /** Gives each broken rule once, with the first place where it is broken. */
    private static Map<String, String> brokenRules(ValidationResult result) {
        Map<String, String> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                String message = String.valueOf(assertion.getMessage()).replaceAll("\\s+", " ");
                broken.putIfAbsent(rule + " " + message, String.valueOf(assertion.getLocation().getContext()).replaceAll("\\s+", " "));
            }
        }
        return broken;
    }
}
