import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
 * What does veraPDF find wrong with a PDF file? VeraCheck FLAVOUR,… FILE prints one line for each rule that the file
 * breaks, and nothing when it keeps them all. Flavours are veraPDF's own names: ua1, 2a, 2u, 3a, …
 * Exit status 0: all rules are kept; 1: some are broken; 2: the file could not be checked.
 */
public final class VeraCheck {
    private static final Map<String, String> PROFILES = Map.of(
            "ua1", "PDFUA-1", "1a", "PDFA-1A", "2a", "PDFA-2A", "2b", "PDFA-2B", "2u", "PDFA-2U", "3a", "PDFA-3A",
            "3b", "PDFA-3B", "3u", "PDFA-3U", "4", "PDFA-4");

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean kept = true;
        try {
            for (String flavour : arguments[0].split(",")) {
                kept &= check(flavour, new File(arguments[1]));
            }
        } catch (Exception problem) {
            problem.printStackTrace();
            System.exit(2);
        }
        System.exit(kept ? 0 : 1);
    }

    private static boolean check(String flavour, File file) throws Exception {
        ValidationProfile profile = profile(flavour);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, true)) {
            ValidationResult result = validator.validate(parser);
            brokenRules(result).forEach((rule, example) -> System.out.println(flavour + " " + rule + " e.g. " + example));
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
                broken.putIfAbsent(rule + " " + message, String.valueOf(assertion.getLocation().getContext()));
            }
        }
        return broken;
    }
}
