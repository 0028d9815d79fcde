package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.OutputOptions.ColorChoice;
import io.github.siocli.command.option.OutputOptions.OutputConfig;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.event.FailureException;
import io.github.siocli.render.TimestampFormat;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class OutputOptionsTest {

    @Test
    void usesHumanFormatWithoutOptions() throws FailureException {
        OutputConfig output = read();
        assertThat(output.data().format()).isEqualTo(OutputFormat.HUMAN);
        assertThat(output.data().template()).isEmpty();
        assertThat(output.data().file()).isEmpty();
        assertThat(output.colors()).isEqualTo(ColorChoice.AUTOMATIC);
        assertThat(output.verbosity()).isZero();
        assertThat(output.silent()
                        || output.data().timestamps().isPresent()
                        || output.data().pretty()
                        || output.data().lifecycle())
                .isFalse();
    }

    @Test
    void readsOutputFormat() throws FailureException {
        assertThat(read("--json").data().format()).isEqualTo(OutputFormat.JSON);
        assertThat(read("-J").data().format()).isEqualTo(OutputFormat.JSON);
        assertThat(read("--raw").data().format()).isEqualTo(OutputFormat.RAW);
        assertThat(read("-f", "%{event}").data().format()).isEqualTo(OutputFormat.TEMPLATE);
        assertThat(read("-f", "%{event}").data().template()).isPresent();
        assertThat(read("--json", "--lifecycle").data().lifecycle()).isTrue();
    }

    @Test
    void countsVerboseFlags() throws FailureException {
        assertThat(read("-v").verbosity()).isEqualTo(1);
        assertThat(read("-vv").verbosity()).isEqualTo(2);
        assertThat(read("-v", "--verbose").verbosity()).isEqualTo(2);
        assertThat(read("-vvv").verbosity()).isEqualTo(3);
        assertThat(read("-vJv").verbosity()).isEqualTo(2);
        assertThat(read("-vo", "v").verbosity()).isEqualTo(1);
    }

    @Test
    void readsTimestampFormatAfterEqualsSignOnly() throws FailureException {
        assertThat(read("-t").data().timestamps()).contains(TimestampFormat.TIME);
        assertThat(read("-t=delta").data().timestamps()).contains(TimestampFormat.DELTA);
        assertThat(read("--timestamps=iso").data().timestamps()).contains(TimestampFormat.ISO);
        OutputConfig clustered = read("-tv", "--pretty");
        assertThat(clustered.data().timestamps()).contains(TimestampFormat.TIME);
        assertThat(clustered.verbosity()).isEqualTo(1);
        assertThat(read("-vt=iso").data().timestamps()).contains(TimestampFormat.ISO);
        assertThatThrownBy(() -> read("-t=noon")).hasMessage("--timestamps takes a format, not \"noon\"");
    }

    @Test
    void resolvesFileInDirectory() throws FailureException {
        assertThat(read("-o", "x").data().file()).contains(Path.of("target", "x"));
        assertThat(read("-o", "-").data().file()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    auto,
                    always, true
                    NEVER,  false
                    """)
    void readsColorMode(String when, Boolean shown) throws FailureException {
        assertThat(read("--color", when).colors().enabled().orElse(null)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --json --raw        | --json and --raw exclude each other
                    --raw -f x          | --raw and --format exclude each other
                    --json --raw -f x   | --json and --raw and --format exclude each other
                    --lifecycle         | --lifecycle needs --json
                    --color red         | --color takes auto, always or never, not "red"
                    --theme pink        | --theme takes a colour theme, not "pink"
                    -f %{x              | the template of --format is invalid: this %{ has no closing }
                    """)
    void explainsInvalidOptions(String line, String message) {
        assertThatThrownBy(() -> read(line.split(" "))).hasMessageStartingWith(message);
    }

    private static OutputConfig read(String... words) throws FailureException {
        CommandSpec spec = CommandSpec.create();
        new OutputOptions().options().forEach(spec::addOption);
        return new OutputOptions()
                .read(
                        new CommandLine(spec).parseArgs(words),
                        new InputReader(Path.of("target"), InputStream.nullInputStream()),
                        Map.of());
    }
}
