package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.OptionSpec;

class VerbosityTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    emit :1 x                | 0
                    emit :1 v vv             | 0
                    emit :1 x --verbosely    | 0
                    emit :1 x -v             | 1
                    emit :1 x --verbose      | 1
                    emit :1 x -vv            | 2
                    emit :1 x -v -v          | 2
                    emit :1 x -v --verbose   | 2
                    emit :1 x -vvv           | 3
                    emit :1 x -vsk           | 1
                    emit :1 x -tv -t=iso     | 1
                    emit :1 x -kvJv          | 2
                    emit :1 x -kvmv          | 1
                    emit :1 x -Hv            | 0
                    emit :1 x -v -- -v       | 1
                    """)
    void countsFlagsInWords(String line, int count) {
        assertThat(Verbosity.of(line.split(" "))).isEqualTo(count);
    }

    @Test
    void knowsEveryShortOptionThatTakesNoValue() {
        assertThat(Program.models())
                .flatMap(model -> model.options())
                .allSatisfy(option -> assertThat(shortNames(option))
                        .allMatch(
                                name -> Verbosity.FLAGS.contains(name)
                                        == (option.arity().min() == 0),
                                option.toString()));
    }

    private static List<String> shortNames(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(name -> !name.startsWith("--"))
                .map(name -> name.substring(1))
                .toList();
    }
}
