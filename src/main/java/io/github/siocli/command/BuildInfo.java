package io.github.siocli.command;

import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Version, commit and libraries of this build, for {@code sio --version} and bug reports.
 *
 * @param version the version of sio
 * @param commit the commit, with {@code -dirty} if files had changed; {@code unknown} outside a git repository
 * @param libraries file names of the libraries without their extension, such as {@code picocli-4.7.7}
 */
public record BuildInfo(String version, String commit, List<String> libraries) {

    private static final String COMMIT = "Implementation-Commit";
    private static final String JAR = ".jar";

    /** Reads the manifest of the jar of sio; that of another jar, or none, gives a build without names. */
    public static BuildInfo of(Manifest manifest) {
        Attributes attributes = manifest.getMainAttributes();
        return new BuildInfo(
                Optional.ofNullable(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                        .orElse("(not packaged)"),
                Optional.ofNullable(attributes.getValue(COMMIT)).orElse("unknown"),
                Stream.ofNullable(attributes.getValue(Attributes.Name.CLASS_PATH))
                        .flatMap(jars -> Stream.of(jars.split(" ")))
                        .filter(jar -> jar.endsWith(JAR))
                        .map(jar -> jar.substring(0, jar.length() - JAR.length()))
                        .sorted()
                        .toList());
    }

    /** Returns the lines that {@code sio --version -v} prints below the version, for the Java that runs this program. */
    String details() {
        StringBuilder text = new StringBuilder();
        line(text, "commit", commit);
        line(
                text,
                "Java",
                "%s (%s), %s"
                        .formatted(
                                System.getProperty("java.vm.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home")));
        line(
                text,
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        String label = "libraries";
        for (String library : libraries) {
            line(text, label, library.replaceFirst("-(?=\\d)", " "));
            label = "";
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("  %-10s %s%n".formatted(label, value));
    }
}
