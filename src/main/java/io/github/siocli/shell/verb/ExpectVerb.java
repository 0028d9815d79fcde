package io.github.siocli.shell.verb;

import io.github.siocli.command.option.CountReader;
import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.MatchOption;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OptionSpecs;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.Failure;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.expression.EventCondition;
import io.github.siocli.render.Durations;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.CompletionCandidate;
import io.github.siocli.shell.Expectations;
import io.github.siocli.shell.Expectations.Pattern;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Occurrence;
import io.github.siocli.shell.Occurrence.Kind;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import io.github.siocli.shell.WordKind;
import io.github.siocli.text.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code expect EVENT}: fails unless a client receives what it should, and nothing that it should not. */
public final class ExpectVerb implements Verb<ClientContext> {

    private static final String WITHIN = "--within";
    private static final String COUNT = "--count";
    private static final String FOR = "--for";
    private static final String NAMESPACE = "--namespace";
    private static final int MAX_COUNT = 10_000;
    private static final Glob ANY = new Glob("*");

    private final OptionGroup options = new ExpectOptions();

    /** The forms of the verb, by their first word. */
    private enum Form {
        /** An event; the first word is its name. */
        PLAIN(Kind.EVENT, List.of(MatchOption.NAME, WITHIN, COUNT, NAMESPACE)),
        /** An event whose name is one of the other words. */
        EVENT(Kind.EVENT, List.of(MatchOption.NAME, WITHIN, COUNT, NAMESPACE)),
        NOT(Kind.EVENT, List.of(MatchOption.NAME, FOR, NAMESPACE)),
        ACK(Kind.ACK, List.of(MatchOption.NAME, WITHIN, NAMESPACE)),
        REFUSED(Kind.REFUSAL, List.of(MatchOption.NAME, WITHIN, NAMESPACE)),
        DISCONNECT(Kind.DISCONNECTION, List.of(MatchOption.NAME, WITHIN, NAMESPACE)),
        ORDER(Kind.EVENT, List.of(WITHIN, NAMESPACE));

        private final Kind kind;
        private final List<String> options;

        Form(Kind kind, List<String> options) {
            this.kind = kind;
            this.options = options;
        }

        private static Form of(String word) {
            return Stream.of(values())
                    .filter(form -> form != PLAIN
                            && form.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElse(PLAIN);
        }
    }

    /** The options of all forms. */
    private static final class ExpectOptions implements OptionGroup {

        @Override
        public String title() {
            return "Expectation";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(
                    MatchOption.declare("Condition, such as '$1.id == 7'"),
                    OptionSpecs.value("TIME", "Time to come (default: set within, 5s)", WITHIN),
                    OptionSpecs.value("N|N..M", "Number of events; N..M waits the whole time", COUNT),
                    OptionSpecs.value("TIME", "With not: quiet time (default: set quiet, 500ms)", FOR),
                    OptionSpecs.value("/NSP", "Namespace (default: any)", "-n", NAMESPACE));
        }
    }

    @Override
    public String name() {
        return "expect";
    }

    @Override
    public String summary() {
        return "Fail unless an event comes, or if one comes that must not";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.WAITING;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(
                name(),
                summary(),
                List.of(
                        CommandModels.parameter(
                                "0", "EVENT|FORM", "1", "Event, or not, ack, refused, disconnect, order, event"),
                        CommandModels.parameter("1..*", "EVENT", "0..*", "Events of not, order and event")),
                List.of(options),
                "  expect said --match '$1.id == 7 and $1.text ~ \"hi *\"' --within 2s",
                "  expect tick --count 3..5 --within 1s",
                "  expect not said --for 500ms",
                "  expect ack --match '$1.ok'",
                "  expect refused --match '$1.message ~ *auth*'",
                "  expect disconnect --match '$1 == \"io server disconnect\"'",
                "  expect order joined said left",
                "  expect event ack");
    }

    @Override
    public WordKind parameterKind(int index) {
        return WordKind.EVENT;
    }

    @Override
    public Optional<List<CompletionCandidate>> candidates(List<String> preceding, ClientContext context) {
        if (!preceding.isEmpty()) {
            return Optional.empty();
        }
        Stream<String> forms = Stream.of("not", "ack", "refused", "disconnect", "order", "event");
        Stream<String> events = context.eventSummaries().stream()
                .filter(summary -> summary.incoming())
                .map(summary -> summary.name().text())
                .distinct();
        return Optional.of(
                Stream.concat(events, forms).map(CompletionCandidate::of).toList());
    }

    /**
     * A parsed expectation.
     *
     * @param names patterns of the events
     * @param time the time to come, or the quiet time
     * @param min the smallest number of events
     * @param max the largest number; 0 if others may follow
     */
    private record Expectation(Form form, List<Glob> names, Duration time, int min, int max) {}

    @Override
    public void check(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        boolean hasValues = Stream.of(WITHIN, COUNT, FOR)
                .anyMatch(name -> OptionSpecs.text(parsed, name)
                        .filter(text -> text.indexOf('$') >= 0)
                        .isPresent());
        if (!hasValues) {
            read(parsed, interpreter.context());
        }
    }

    private static Expectation read(ParseResult parsed, ClientContext context) throws FailureException {
        String first = parsed.matchedPositionalValue(0, "");
        List<String> rest = parsed.matchedPositionalValue(1, List.of());
        Form form = Form.of(first);
        for (String option : List.of(MatchOption.NAME, WITHIN, COUNT, FOR)) {
            if (OptionSpecs.isSet(parsed, option) && !form.options.contains(option)) {
                throw UsageErrors.error(
                        option + " has no effect with expect " + first,
                        option.equals(FOR) ? "--within TIME" : "help expect lists the forms");
            }
        }
        List<String> names = new ArrayList<>(form == Form.PLAIN ? List.of(first) : List.of());
        names.addAll(rest);
        requireNames(form, first, names);
        Duration time = form == Form.NOT
                ? DurationReader.read(parsed, FOR)
                        .orElse(context.settings().expectationTimes().quiet())
                : DurationReader.readLimit(parsed, WITHIN)
                        .orElse(context.settings().expectationTimes().within());
        String count = OptionSpecs.text(parsed, COUNT).orElse("1");
        String[] bounds = count.split("\\.\\.", 2);
        int min = CountReader.between(COUNT, bounds[0], bounds.length == 1 ? 1 : 0, MAX_COUNT);
        int max = bounds.length == 1 ? min : CountReader.between(COUNT, bounds[1], min, MAX_COUNT);
        return new Expectation(form, names.stream().map(Glob::new).toList(), time, min, bounds.length == 1 ? 0 : max);
    }

    private static void requireNames(Form form, String first, List<String> names) throws FailureException {
        boolean isFitting = switch (form) {
            case PLAIN, EVENT, NOT -> names.size() == 1;
            case ACK, REFUSED, DISCONNECT -> names.isEmpty();
            case ORDER -> names.size() > 1;
        };
        if (!isFitting) {
            throw UsageErrors.error(
                    "expect " + (form == Form.PLAIN ? "EVENT" : first) + " does not take " + names.size()
                            + (names.size() == 1 ? " event" : " events"),
                    "expect said, expect not said, expect order a b c, expect ack");
        }
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter)
            throws FailureException, InterruptedException {
        ClientContext context = interpreter.context();
        Expectation expectation = read(parsed, context);
        Optional<EventCondition> condition = MatchOption.read(parsed, interpreter.inputs(), interpreter.values());
        Optional<String> nsp = NamespaceOption.explicitNamespace(parsed);
        Form form = expectation.form();
        if (form == Form.REFUSED) {
            context.refusalExpected();
        } else {
            context.requireAccepted();
        }
        List<Pattern> patterns = (expectation.names().isEmpty() ? List.of(ANY) : expectation.names())
                .stream()
                        .map(name -> new Pattern(form.kind, name, nsp, condition))
                        .toList();
        List<Occurrence> found = form == Form.NOT
                ? List.of()
                : await(expectation, patterns, context.waitConditions().expectations());
        if (form == Form.NOT) {
            requireNone(expectation, patterns.get(0), context);
        } else if (!isMet(expectation, found)) {
            throw failure(expectation, patterns, found, context);
        }
        if (!found.isEmpty()) {
            Occurrence last = found.get(found.size() - 1);
            interpreter.values().setResult(last.name(), last.args());
        }
    }

    private static List<Occurrence> await(Expectation expectation, List<Pattern> patterns, Expectations expectations)
            throws FailureException, InterruptedException {
        if (expectation.form() == Form.ORDER) {
            return expectations.awaitOrder(patterns, expectation.time());
        }
        return expectation.max() == 0
                ? expectations.await(patterns.get(0), expectation.min(), expectation.time())
                : expectations.awaitBetween(patterns.get(0), expectation.min(), expectation.max(), expectation.time());
    }

    private static boolean isMet(Expectation expectation, List<Occurrence> found) {
        if (expectation.form() == Form.ORDER) {
            return found.size() == expectation.names().size();
        }
        return found.size() >= expectation.min() && (expectation.max() == 0 || found.size() <= expectation.max());
    }

    private static void requireNone(Expectation expectation, Pattern pattern, ClientContext context)
            throws FailureException, InterruptedException {
        Expectations expectations = context.waitConditions().expectations();
        boolean wasConnected = expectations.isConnected();
        Optional<Occurrence> unwanted = expectations.awaitNone(pattern, expectation.time());
        ExpectationReport report = new ExpectationReport(context);
        String expected =
                "expected no " + described(expectation, pattern) + " for " + Durations.text(expectation.time());
        if (unwanted.isPresent()) {
            throw failed(expected, "\n  came: " + report.line(unwanted.get()));
        }
        if (!wasConnected || !expectations.isConnected()) {
            throw failed(
                    expected + ", but the client was not connected all the time", report.latest(expectations.open()));
        }
    }

    private static String described(Expectation expectation, Pattern pattern) {
        String names = expectation.names().stream().map(Glob::pattern).collect(Collectors.joining(", "));
        String what = switch (expectation.form()) {
            case PLAIN, EVENT, NOT -> names;
            case ACK -> "an acknowledgement";
            case REFUSED -> "a refusal";
            case DISCONNECT -> "a disconnection";
            case ORDER -> names + " in this order";
        };
        return what + pattern.condition().map(EventCondition::describe).orElse("");
    }

    private static FailureException failure(
            Expectation expectation, List<Pattern> patterns, List<Occurrence> found, ClientContext context)
            throws FailureException {
        ExpectationReport report = new ExpectationReport(context);
        Expectations expectations = context.waitConditions().expectations();
        Pattern missing = patterns.get(Math.min(found.size(), patterns.size() - 1));
        String count = expectation.max() > 0
                ? expectation.min() + " to " + expectation.max() + " "
                : expectation.min() > 1 ? expectation.min() + " " : "";
        String came = expectation.form() == Form.ORDER
                ? "; " + missing.name().pattern() + " is missing"
                : expectation.max() > 0 || expectation.min() > 1 ? "; " + found.size() + " came" : "";
        String missingConnection = context.waitConditions()
                .missingConnection()
                .map(sentence -> "; " + sentence)
                .orElse("");
        List<Occurrence> open = expectations.open();
        String time = expectation.form() == Form.ACK && !expectations.isAckPending()
                ? ", but none is pending"
                : " within " + Durations.text(expectation.time());
        return failed(
                "expected " + count + described(expectation, patterns.get(0)) + time + came + missingConnection,
                report.nearest(missing, open) + report.latest(open));
    }

    private static FailureException failed(String expected, String details) {
        return new FailureException(Failure.of(FailureKind.EXPECTATION_FAILED, expected, details));
    }
}
