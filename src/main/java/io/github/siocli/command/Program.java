package io.github.siocli.command;

import io.github.siocli.command.option.MisplacedPort;
import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.ExitCode;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.output.Environment;
import io.github.siocli.output.OutputClosedException;
import io.github.siocli.output.Styles;
import io.github.siocli.profile.ProfileOptions;
import io.github.siocli.profile.ProfileWords;
import io.github.siocli.prompt.Prompt;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.TextStyle;
import io.github.siocli.secret.UrlSecrets;
import io.github.siocli.shell.ArgumentParser;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.text.NearestName;
import io.github.siocli.text.Utf8Builder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command line program: finds the command, runs it, and reports its failure. */
public final class Program {

    private static final List<String> HELP = List.of("-h", CommandModels.HELP, CommandModels.HELP_ALL);

    private static final String CONNECT = "connect";

    /** The commands, in the order of the overview. */
    private static final List<String> COMMANDS =
            List.of(CONNECT, "emit", "tail", "run", "doctor", "report", "serve", "demo", "profile", "cheat", "warmup");

    private final Environment environment;
    private final Supplier<BuildInfo> build;
    private final Prompt.Factory prompts;

    /**
     * @param build supplies what {@code --version} prints
     * @param prompts opens the prompt if a command needs one
     */
    public Program(Environment environment, Supplier<BuildInfo> build, Prompt.Factory prompts) {
        this.environment = environment;
        this.build = build;
        this.prompts = prompts;
    }

    private static List<Command> commands(Prompt.Factory prompts, Supplier<BuildInfo> build) {
        return COMMANDS.stream()
                .map(name -> command(name, prompts, build).orElseThrow())
                .toList();
    }

    /** Returns a command, and loads the class of no other command. */
    private static Optional<Command> command(String name, Prompt.Factory prompts, Supplier<BuildInfo> build) {
        return switch (name) {
            case CONNECT -> Optional.of(new ConnectCommand(prompts));
            case "emit" -> Optional.of(new EmitCommand());
            case "tail" -> Optional.of(new TailCommand());
            case "run" -> Optional.of(new RunCommand());
            case "doctor" -> Optional.of(new DoctorCommand());
            case "report" -> Optional.of(new ReportCommand(build));
            case "serve" -> Optional.of(new ServeCommand(prompts));
            case "demo" -> Optional.of(new DemoCommand(prompts));
            case "profile" -> Optional.of(new ProfileCommand());
            case "cheat" -> Optional.of(new CheatCommand());
            case "warmup" -> Optional.of(new WarmupCommand());
            default -> Optional.empty();
        };
    }

    /** Returns the models of all commands, from which completions are generated. */
    public static List<CommandSpec> models() {
        Prompt.Factory noPrompts = environment -> {
            throw new IllegalStateException("a model needs no prompt");
        };
        Supplier<BuildInfo> noBuild = () -> {
            throw new IllegalStateException("a model needs no version");
        };
        return commands(noPrompts, noBuild).stream().map(Command::model).toList();
    }

    /** Returns the topics of {@code sio help}, for the completion generators. */
    public static List<String> helpTopics() {
        return HelpPages.topics(COMMANDS);
    }

    /** Runs a command line. Throws nothing: every failure is reported and mapped to its exit code. */
    public ExitCode run(String... args) {
        ExitCode code = runCommand(args);
        Optional<Throwable> fault = environment.interrupts().uncaughtException();
        return fault.isPresent() ? reportFault(fault.get(), args) : code;
    }

    private ExitCode runCommand(String... args) {
        try {
            CommandResult result = dispatch(List.of(args));
            result.failure().ifPresent(failure -> report(failure, args));
            return result.code();
        } catch (FailureException e) {
            report(e.failure(), args);
            printStack(e, args);
            return e.failure().kind().exitCode();
        } catch (OutputClosedException e) {
            return ExitCode.DONE;
        } catch (RuntimeException | Error e) {
            return reportFault(e, args);
        }
    }

    private ExitCode reportFault(Throwable fault, String... args) {
        Failure failure = Failure.ofThrowable(fault);
        report(failure, args);
        printStack(fault, args);
        return failure.kind().exitCode();
    }

    private CommandResult dispatch(List<String> args) throws FailureException {
        if (args.isEmpty()) {
            environment.printError(overview());
            return new CommandResult(ExitCode.USAGE, Optional.empty());
        }
        List<String> rest = args.subList(1, args.size());
        switch (args.get(0)) {
            case "-V", "--version", "version" -> environment.print(version(rest));
            case "-h", "--help" -> environment.print(overview());
            case "help" ->
                environment.print(rest.isEmpty() ? overview() : helpPages().page(rest));
            default -> {
                Optional<Command> command = command(args.get(0), prompts, build);
                return command.isPresent() ? run(command.get(), rest) : runWithoutCommand(args);
            }
        }
        return CommandResult.DONE;
    }

    private String version(List<String> flags) throws FailureException {
        for (String flag : flags) {
            if (Verbosity.of(flag) == 0) {
                throw UsageErrors.error("unexpected argument \"" + flag + "\"", "sio --version -v");
            }
        }
        BuildInfo info = build.get();
        return "sio " + info.version() + System.lineSeparator() + (flags.isEmpty() ? "" : info.details());
    }

    private CommandResult run(Command command, List<String> typed) throws FailureException {
        Styles.check(environment);
        List<String> words =
                ProfileOptions.mayName(typed, environment) && HELP.stream().noneMatch(typed::contains)
                        ? new ProfileWords(environment, ArgumentParser::parse).expand(command.model(), typed)
                        : typed;
        if (HELP.stream().noneMatch(words::contains)) {
            command.prepare(words, environment);
        }
        ParseResult parsed = ArgumentParser.parse(command.model(), words);
        boolean all = parsed.hasMatchedOption(CommandModels.HELP_ALL);
        if (all || parsed.isUsageHelpRequested()) {
            environment.print(CommandModels.help(command.model(), ansi(), all));
            return CommandResult.DONE;
        }
        return command.run(parsed, environment);
    }

    /** Connects to the URL that is the first word. */
    private CommandResult runWithoutCommand(List<String> args) throws FailureException {
        String name = args.get(0);
        boolean isUrl = MisplacedPort.isUrl(name);
        if ((isUrl || name.startsWith("@")) && args.size() > 1 && COMMANDS.contains(args.get(1))) {
            String rest = args.stream().skip(2).limit(1).map(word -> " " + word).collect(Collectors.joining());
            throw UsageErrors.error(
                    "the command comes before the URL",
                    "sio " + args.get(1) + " " + (isUrl ? UrlSecrets.mask(name) : name) + rest
                            + (args.size() > 3 ? " …" : ""));
        }
        if (isUrl) {
            return run(new ConnectCommand(prompts), args);
        }
        if (name.startsWith("-")) {
            throw UsageErrors.error("unknown option " + name + " before the command", "sio --help");
        }
        throw UsageErrors.error(
                "there is no command \"" + name + "\"",
                NearestName.find(nameHere(name), COMMANDS)
                        .map(near -> "sio " + near)
                        .orElse("sio --help"));
    }

    /** Returns the name of the command that other tools call by this name, or else the name itself. */
    private static String nameHere(String name) {
        return switch (name) {
            case "send", "publish" -> "emit";
            case "listen", "watch", "subscribe" -> "tail";
            case "server", "mock" -> "serve";
            case "test" -> "run";
            case "repl", "open" -> CONNECT;
            default -> name;
        };
    }

    private HelpPages helpPages() {
        return new HelpPages(commands(prompts, build), ansi());
    }

    private String overview() {
        return helpPages().overview();
    }

    private Ansi ansi() {
        return Styles.of(environment, environment.terminal().out(), ColorChoice.AUTOMATIC)
                        .color()
                ? Ansi.ON
                : Ansi.OFF;
    }

    private void report(Failure failure, String... args) {
        TextStyle style = Styles.of(environment, environment.terminal().err(), ColorChoice.AUTOMATIC);
        Utf8Builder text = new Utf8Builder();
        new FailureRenderer(style, Verbosity.of(args)).render(failure, text);
        environment.printError(text.toString());
    }

    /** Prints the stack if {@code -vv} is given. */
    private void printStack(Throwable thrown, String... args) {
        if (Verbosity.of(args) > 1) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            environment.printError(text.toString());
        }
    }
}
