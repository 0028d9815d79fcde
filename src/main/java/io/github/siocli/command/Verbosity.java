package io.github.siocli.command;

/**
 * Counts the {@code -v} flags of a command line without parsing it, because the failure to report may be one of its parsing.
 */
public final class Verbosity {

    /** The short options of all commands that need no value, so that other flags may follow in the same word. */
    static final String FLAGS = "Jhikrstvy";

    private Verbosity() {}

    /**
     * Returns how often {@code -v} or {@code --verbose} is given.
     *
     * @param args the words of the command line; those after {@code --} are arguments
     */
    public static int of(String... args) {
        int count = 0;
        for (String arg : args) {
            if (arg.equals("--")) {
                return count;
            }
            count += arg.equals("--verbose") ? 1 : countFlags(arg);
        }
        return count;
    }

    private static int countFlags(String arg) {
        if (!arg.startsWith("-")) {
            return 0;
        }
        int count = 0;
        for (int i = 1; i < arg.length() && FLAGS.indexOf(arg.charAt(i)) >= 0; i++) {
            count += arg.charAt(i) == 'v' ? 1 : 0;
        }
        return count;
    }
}
