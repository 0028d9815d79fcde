package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.render.TerminalText;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rules}: shows the rules of the server. */
final class RulesVerb implements Verb<ServerContext> {

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String summary() {
        return "List the rules";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.RULES;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  rules");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ServerContext> interpreter) throws FailureException {
        ServerContext context = interpreter.context();
        List<RuleSet.Source> sources = context.rules().ruleSet().sources();
        if (sources.isEmpty()) {
            context.display().showNote("none: every event is echoed and acknowledged with its arguments");
            return;
        }
        StringBuilder text = new StringBuilder();
        for (RuleSet.Source source : sources) {
            text.append("# ")
                    .append(source.name())
                    .append('\n')
                    .append(source.text().strip())
                    .append('\n');
        }
        context.display()
                .showText(
                        text.toString().lines().map(TerminalText::escape).collect(Collectors.joining("\n", "", "\n")));
    }
}
