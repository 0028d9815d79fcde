package io.github.siocli.shell.verb;

import io.github.siocli.command.option.NumberReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.event.DataEvent.AckReceived;
import io.github.siocli.event.DataEvent.EventReceived;
import io.github.siocli.event.DataEvent.EventSent;
import io.github.siocli.event.Event;
import io.github.siocli.event.FailureException;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Context;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.Glob;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code last N EVENT}: shows the latest events again. */
public final class LastVerb implements Verb<Context> {

    private static final int DEFAULT_COUNT = 10;
    private static final String FULL = "--full";

    private final OptionGroup options = new LengthOptions();

    /** The option for long payloads. */
    private static final class LengthOptions implements OptionGroup {

        @Override
        public String title() {
            return "Length";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(OptionSpecs.flag("Show long payloads whole", FULL));
        }
    }

    @Override
    public String name() {
        return "last";
    }

    @Override
    public String summary() {
        return "Show the latest events and acks with their times";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.EVENTS;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(CommandModels.parameter("0..*", "N|EVENT", "0..2", "Number (default: 10) and name pattern")),
                List.of(options),
                "  last 3",
                "  last 20 order:*",
                "  last 1 --full");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.EVENT;
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends Context> interpreter) throws FailureException {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        boolean hasCount = !words.isEmpty() && words.get(0).chars().allMatch(Character::isDigit);
        int limit = hasCount ? NumberReader.readPositive("last", words.get(0)) : DEFAULT_COUNT;
        List<Glob> globs = words.subList(hasCount ? 1 : 0, words.size()).stream()
                .map(Glob::new)
                .toList();
        List<Event> events = interpreter.context().latestEvents(limit, event -> matches(event, globs));
        if (events.isEmpty()) {
            interpreter.context().display().showNote("no matching events");
        }
        interpreter.context().display().showHistory(events, OptionSpecs.isSet(parsed, FULL));
    }

    private static boolean matches(Event event, List<Glob> globs) {
        if (globs.isEmpty()) {
            return true;
        }
        String name = "";
        if (event instanceof EventReceived received) {
            name = received.name().text();
        } else if (event instanceof EventSent sent) {
            name = sent.name().text();
        } else if (event instanceof AckReceived ack) {
            name = ack.answeredEmit().map(emit -> emit.name().text()).orElse("");
        }
        String eventName = name;
        return globs.stream().anyMatch(glob -> glob.matches(eventName));
    }
}
