package io.github.siocli.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.command.option.TraceOptions.TraceSelection;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.TraceEvent.Level;
import io.github.siocli.net.trace.TraceSettings.TraceChoice;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

class TraceOptionsTest {

    private static final Set<Level> ALL = Set.of(Level.values());

    @Test
    void tracesNothingWithoutOption() throws FailureException {
        assertThat(read().choice()).isEqualTo(TraceChoice.NOTHING);
        assertThat(read().file()).isEmpty();
        assertThatThrownBy(() -> read("--trace-secrets")).hasMessage("--trace-secrets needs --trace or --trace-file");
    }

    @Test
    void tracesAllLevelsWithoutValue() throws FailureException {
        assertThat(read("--trace").choice()).isEqualTo(new TraceChoice(ALL, false));
        assertThat(read("--trace", "--trace-secrets").choice()).isEqualTo(new TraceChoice(ALL, true));
    }

    @Test
    void readsValueAfterEqualsSignOnly() throws FailureException {
        assertThat(read("--trace=eio").choice().levels()).containsExactly(Level.EIO);
        assertThat(read("--trace=sio,http").choice().levels()).containsExactlyInAnyOrder(Level.SIO, Level.HTTP);
        List<String> url = parse("--trace", ":3000").matchedPositionalValue(0, List.of());
        assertThat(url).containsExactly(":3000");
    }

    @Test
    void tracesIfFileIsGiven() throws FailureException {
        assertThat(read("--trace-file", "x").choice().levels()).isEqualTo(ALL);
        assertThat(read("--trace-file", "x").file()).contains(Path.of("target", "x"));
        assertThat(read("--trace-file=x", "--trace=http").choice().levels()).containsExactly(Level.HTTP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--trace=tcp", "--trace=", "--trace=http,", "--trace=HTTP"})
    void refusesUnknownLevel(String option) {
        assertThatThrownBy(() -> read(option))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("is not a trace level");
    }

    private static TraceSelection read(String... args) throws FailureException {
        return new TraceOptions().read(parse(args), new InputReader(Path.of("target"), InputStream.nullInputStream()));
    }

    private static ParseResult parse(String... args) {
        CommandSpec spec = CommandSpec.create();
        new TraceOptions().options().forEach(spec::addOption);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        return new CommandLine(spec).parseArgs(args);
    }
}
