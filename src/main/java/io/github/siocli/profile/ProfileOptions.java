package io.github.siocli.profile;

import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.output.Environment;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** Option {@code --config}: a file of profiles in place of the user's. */
public final class ProfileOptions implements OptionGroup {

    static final String CONFIG = "--config";

    /** The name of the profile that {@code @} stands for. */
    static final String VARIABLE = "SIO_PROFILE";

    /**
     * Returns true if a command line may name a profile. Most do not, and need not be parsed twice.
     *
     * @param words the words after the name of the command
     */
    public static boolean mayName(List<String> words, Environment environment) {
        return environment.variable(VARIABLE).isPresent()
                || words.stream().anyMatch(word -> word.startsWith("@") || word.startsWith("--url=@"));
    }

    @Override
    public String title() {
        return "Profile";
    }

    @Override
    public String topic() {
        return "profiles";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(OptionSpecs.value("FILE", "File of profiles, in place of the user's", CONFIG));
    }
}
