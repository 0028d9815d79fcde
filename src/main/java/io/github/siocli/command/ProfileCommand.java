package io.github.siocli.command;

import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.profile.ProfileActions;
import io.github.siocli.shell.CommandModels;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sio profile ACTION}: saves the URL and the options of a server under a name. */
final class ProfileCommand implements Command {

    private static final String ACTIONS = "add, ls, show, edit, rm, use or trust";

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public String summary() {
        return "Save URLs and options under names such as @staging";
    }

    @Override
    public CommandSpec model() {
        List<OptionGroup> groups = List.copyOf(new ConnectionOptions(true).groups());
        return CommandModels.command(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter("0", "ACTION", "0..1", ACTIONS),
                        CommandModels.parameter(
                                "1", "NAME", "0..1", "Name of the profile; for trust: file (.sio.toml)"),
                        CommandModels.parameter("2", "URL", "0..1", "URL, for add")),
                groups,
                "  sio profile add staging https://example.org/chat -a token=@env:TOKEN",
                "  sio profile ls",
                "  sio tail @staging",
                "  sio emit @staging/admin hello",
                "  sio profile use staging              then @ alone is enough",
                "  sio profile trust                    uses .sio.toml of this project");
    }

    @Override
    public CommandResult run(ParseResult parsed, Environment environment) throws FailureException {
        String action = parsed.matchedPositionalValue(0, "");
        Optional<String> name = Optional.ofNullable(parsed.matchedPositionalValue(1, null));
        ProfileActions actions = new ProfileActions(environment);
        if (!action.equals("add")) {
            requireNoMore(parsed, action);
        }
        String output = switch (action) {
            case "add" -> actions.add(required(name, "add NAME URL"), required(url(parsed), "add NAME URL"), parsed);
            case "ls", "list" -> list(actions, environment);
            case "show" -> actions.show(required(name, "show NAME"));
            case "rm", "remove" -> actions.remove(required(name, "rm NAME"));
            case "use" -> actions.use(required(name, "use NAME"));
            case "trust" -> actions.trust(name);
            case "edit" -> actions.edit();
            case "" -> throw UsageErrors.error("the action is missing", "sio profile " + ACTIONS);
            default -> throw UsageErrors.error("\"" + action + "\" is no action of sio profile", ACTIONS);
        };
        environment.print(output);
        return CommandResult.DONE;
    }

    private static String list(ProfileActions actions, Environment environment) throws FailureException {
        String profiles = actions.list();
        if (profiles.isEmpty()) {
            environment.printError("sio: there are no profiles; sio profile add NAME URL adds one\n");
        }
        return profiles;
    }

    private static Optional<String> url(ParseResult parsed) {
        return Optional.ofNullable(parsed.matchedPositionalValue(2, null));
    }

    private static String required(Optional<String> value, String usage) throws FailureException {
        return value.orElseThrow(() -> UsageErrors.error("an argument is missing", "sio profile " + usage));
    }

    private static void requireNoMore(ParseResult parsed, String action) throws FailureException {
        if (url(parsed).isPresent() || !parsed.matchedOptions().isEmpty()) {
            throw UsageErrors.error(
                    "sio profile " + action + " takes no URL and no options", "sio profile add NAME URL, or edit");
        }
    }
}
