package io.github.siocli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.Program;
import io.github.siocli.completion.CompletionModel.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs the completion scripts in real shells. */
class CompletionShellsIT {

    private static final CompletionModel MODEL = CompletionModel.ofProgram();
    private static final String SPECIAL_CHARACTERS =
            "it's 100% \"odd\": [a] (b) {c} <d> $HOME `id` $(id) \\ \\n ~ * ? # ! & ; | -- end";

    @TempDir
    private Path root;

    private Shell shell;

    private enum Kind {
        BASH("sio.bash", BashShell::new, BashCompletion::generate),
        ZSH("_sio", ZshShell::new, ZshCompletion::generate),
        FISH("sio.fish", FishShell::new, FishCompletion::generate);

        private final String file;
        private final BiFunction<Path, String, Shell> shell;
        private final Function<CompletionModel, String> generator;

        Kind(String file, BiFunction<Path, String, Shell> shell, Function<CompletionModel, String> generator) {
            this.file = file;
            this.shell = shell;
            this.generator = generator;
        }
    }

    @AfterEach
    void verifyThatNoProgramWasStarted() {
        // A test that was skipped, because the shell is not installed, has opened none.
        if (shell != null) {
            assertThat(shell.hasStartedAProgram()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void printsNothingWhenSourced(Kind kind) throws IOException {
        open(kind);

        var result = shell.load().run();

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void offersCommands(Kind kind) throws IOException {
        open(kind);
        var names = MODEL.commands().stream().map(Command::name).toList();

        assertThat(shell.complete("sio ", "")).containsExactlyInAnyOrderElementsOf(names);
        assertThat(shell.complete("sio ", "em")).containsExactly("emit");
        assertThat(shell.complete("sio help ", "")).containsExactlyInAnyOrderElementsOf(Program.helpTopics());
        assertThat(shell.complete("sio ", "-")).containsExactlyInAnyOrder("-h", "--help", "-V", "--version");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BASH")
    void describesCommands(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.listing("sio "))
                .contains(MODEL.commands().stream().map(Command::summary).toList());
    }

    @ParameterizedTest
    @EnumSource
    void offersOptionsOfCommand(Kind kind) throws IOException {
        open(kind);

        for (Command command : MODEL.commands()) {
            String before = "sio " + command.name() + " ";
            assertThat(names(shell.complete(before, "--"))).containsExactlyInAnyOrderElementsOf(options(command, "--"));
            assertThat(names(shell.complete(before, "--t")))
                    .containsExactlyInAnyOrderElementsOf(options(command, "--t"));
        }
        assertThat(shell.complete("sio emit ", "-")).contains("-J", "--json");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "BASH")
    void describesOptions(Kind kind) throws IOException {
        open(kind);

        for (Command command : MODEL.commands()) {
            String listing = shell.listing("sio " + command.name() + " -");
            assertThat(command.options())
                    .allSatisfy(option -> assertThat(listing).contains(option.description()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void offersOptionsAfterArguments(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio emit :3000 chat '{\"a b\": 1}' ", "--lifec"))
                .containsExactly("--lifecycle");
        assertThat(shell.complete("sio emit :3000 --auth '{a: 1}' chat ", "--lifec"))
                .containsExactly("--lifecycle");
        assertThat(shell.complete("sio emit :3000 chat -- ", "--lifec")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void offersOptionAgainOnlyIfRepeatable(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio emit --json ", "--js")).isEmpty();
        assertThat(shell.complete("sio emit -J ", "--js")).isEmpty();
        assertThat(shell.complete("sio emit --transport=polling ", "--transp")).isEmpty();
        assertThat(shell.complete("sio emit --transport polling ", "--transp")).isEmpty();
        assertThat(shell.complete("sio emit -n /a --namespace=/b ", "--names")).containsExactly("--namespace");
        assertThat(shell.complete("sio emit --verbose ", "--verb")).containsExactly("--verbose");
    }

    @ParameterizedTest
    @EnumSource
    void offersTheValuesOfAnOption(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio emit --transport ", ""))
                .containsExactlyInAnyOrder("polling", "websocket", "polling,websocket");
        assertThat(shell.complete("sio emit ", "--transport="))
                .containsExactlyInAnyOrder(
                        "--transport=polling", "--transport=websocket", "--transport=polling,websocket");
        assertThat(shell.complete("sio tail :3000 ", "--transport=w")).containsExactly("--transport=websocket");
        assertThat(shell.complete("sio tail --color ", "a")).containsExactlyInAnyOrder("auto", "always");
        assertThat(shell.complete("sio tail --max-time ", "")).contains("500ms", "5s");
    }

    @ParameterizedTest
    @EnumSource
    void offersOptionalValueOnlyAfterEqualsSign(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio tail :3000 ", "--trace=h"))
                .containsExactlyInAnyOrder("--trace=http", "--trace=http,eio,sio");
        assertThat(shell.complete("sio tail --trace ", ":3")).containsExactly(":3000");
        assertThat(shell.complete("sio tail --trace=eio ", ":3")).containsExactly(":3000");
        assertThat(shell.complete("sio tail --trace=eio ", "--trace"))
                .containsExactlyInAnyOrder("--trace-file", "--trace-secrets");
        assertThat(names(shell.complete("sio tail ", "--trace")))
                .containsExactlyInAnyOrder("--trace", "--trace-file", "--trace-secrets");
    }

    @ParameterizedTest
    @EnumSource
    void offersFileNames(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio tail -o ", "")).containsExactlyInAnyOrder("plain.txt", "two words.txt");
        assertThat(shell.complete("sio tail --cacert ", "tw")).containsExactly("two words.txt");
        assertThat(shell.complete("sio tail --cacert ", "two\\ w")).containsExactly("two words.txt");
        assertThat(shell.complete("sio tail --cacert ", "\"two w")).containsExactly("two words.txt");
        assertThat(shell.complete("sio tail ", "--output="))
                .containsExactlyInAnyOrder("--output=plain.txt", "--output=two words.txt");
        assertThat(shell.complete("sio tail ", "--output=two\\ w")).containsExactly("--output=two words.txt");
    }

    @ParameterizedTest
    @EnumSource
    void offersFileNamesAfterAtSign(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio emit :3000 chat ", "@"))
                .containsExactlyInAnyOrder("@plain.txt", "@two words.txt");
        assertThat(shell.complete("sio emit :3000 chat 1 ", "@two\\ w")).containsExactly("@two words.txt");
        assertThat(shell.complete("sio emit :3000 chat 1 ", "bin:@tw")).containsExactly("bin:@two words.txt");
        assertThat(shell.complete("sio emit :3000 --auth ", "@pl")).containsExactly("@plain.txt");
        assertThat(shell.complete("sio emit :3000 ", "--bearer=@tw")).containsExactly("--bearer=@two words.txt");
    }

    @ParameterizedTest
    @EnumSource
    void offersSampleUrls(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio tail ", "")).containsExactlyInAnyOrder("http://localhost:3000", ":3000");
        assertThat(shell.complete("sio tail --json -n /a ", "http:")).containsExactly("http://localhost:3000");
        assertThat(shell.complete("sio tail --json ", ":3")).containsExactly(":3000");
    }

    @ParameterizedTest
    @EnumSource
    void offersProfilesOfUser(Kind kind) throws IOException {
        open(kind);
        Path file = root.resolve("home/sio/profiles.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "default = \"b-2\"\n\n[a]\nurl = \":1\"\n\n[b-2]\nurl = \":2\"\nauth = [\"x=[y]\"]\n");

        assertThat(shell.complete("sio tail ", "@")).containsExactlyInAnyOrder("@a", "@b-2");
        assertThat(shell.complete("sio emit ", "@b")).containsExactly("@b-2");
    }

    @ParameterizedTest
    @EnumSource
    void offersNothingForFreeText(Kind kind) throws IOException {
        open(kind);

        assertThat(shell.complete("sio emit :3000 ", "")).isEmpty();
        assertThat(shell.complete("sio emit :3000 chat ", "")).isEmpty();
        assertThat(shell.complete("sio emit -n ", "")).isEmpty();
        assertThat(shell.complete("sio nonsense ", "")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void quotesDescriptions(Kind kind) {
        shell = kind.shell.apply(root, kind.generator.apply(CompletionModel.of(List.of(specialCommand()))));

        assertThat(shell.load().run().err()).isEmpty();
        assertThat(shell.complete("sio ", "sp")).containsExactly("special");
        assertThat(shell.complete("sio special ", "--fl")).containsExactly("--flag");
        assertThat(shell.complete("sio special ", "--t")).containsExactly("--text");
        if (kind != Kind.BASH) {
            assertThat(shell.listing("sio ")).contains(SPECIAL_CHARACTERS);
            assertThat(shell.listing("sio special -")).contains("1 " + SPECIAL_CHARACTERS, "2 " + SPECIAL_CHARACTERS);
        }
    }

    private static CommandSpec specialCommand() {
        String format = SPECIAL_CHARACTERS.replace("%", "%%");
        CommandSpec spec = CommandSpec.create().name("sio special");
        spec.usageMessage().description(format);
        spec.addOption(
                OptionSpec.builder("-f", "--flag").description("1 " + format).build());
        return spec.addOption(OptionSpec.builder("--text")
                .type(String.class)
                .arity("1")
                .paramLabel("A: %B 'c' [d]")
                .description("2 " + format)
                .build());
    }

    private void open(Kind kind) throws IOException {
        shell = kind.shell.apply(root, Files.readString(Path.of("completions", kind.file)));
    }

    /** Returns the names of the offered options. fish offers an option with an optional value twice, once with an equals sign. */
    private static List<String> names(List<String> offered) {
        return offered.stream()
                .map(option -> option.replaceFirst("=$", ""))
                .distinct()
                .toList();
    }

    private static List<String> options(Command command, String prefix) {
        return command.options().stream()
                .flatMap(option -> option.names().stream())
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
