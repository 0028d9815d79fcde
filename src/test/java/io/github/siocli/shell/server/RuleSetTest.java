package io.github.siocli.shell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.event.FailureException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    @Test
    void reportsErrorsOfAllRulesTogether() {
        var inputs = InputReader.filesOnly(Path.of(""), "rules cannot read it");

        var failure = catchThrowableOfType(
                FailureException.class,
                () -> RuleSet.read(List.of(), List.of("on a ack {", "on b ack", "nonsense"), inputs));

        assertThat(failure.failure().message())
                .contains("-e 1:1:10: ", "-e 3:1:1: a rule begins with on or namespace")
                .doesNotContain("-e 2");
    }
}
