package io.github.siocli.command;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.profile.ProfileWords;
import io.github.siocli.shell.ArgumentParser;
import io.github.siocli.shell.SavedServers;
import io.github.siocli.shell.ShellSettings;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reads the settings of the clients of a prompt, a script or tests from the command line. */
final class ClientSettings {

    private ClientSettings() {}

    /**
     * Returns checked settings. Lines may name the profiles of the user.
     *
     * @param parsed the options; an option that the model lacks counts as not given
     * @throws FailureException if the URL or an option is invalid
     */
    static ShellSettings read(String url, ParseResult parsed, InputReader inputs, Environment environment)
            throws FailureException {
        ShellSettings settings = new ShellSettings(
                url,
                parsed,
                inputs,
                environment.variables(),
                new Profiles(ProfileWords.ofLine(environment, ArgumentParser::parse, parsed)));
        settings.check();
        ConnectionOptions.requireTls(parsed, settings.connection());
        return settings;
    }

    private record Profiles(ProfileWords words) implements SavedServers {

        @Override
        public List<String> expand(CommandSpec model, List<String> line) throws FailureException {
            return words.expand(model, line);
        }

        @Override
        public List<String> names() {
            try {
                return words.names();
            } catch (FailureException e) {
                return List.of();
            }
        }
    }
}
