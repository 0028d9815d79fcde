package io.github.siocli.mock;

import io.github.siocli.command.option.DurationReader;
import io.github.siocli.command.option.EmissionOptions;
import io.github.siocli.event.EventName;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Condition;
import io.github.siocli.expression.Expression;
import io.github.siocli.expression.ExpressionParser;
import io.github.siocli.expression.Lexer;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Value;
import io.github.siocli.expression.Word;
import io.github.siocli.server.fault.DurationRange;
import io.github.siocli.server.fault.Fault;
import io.github.siocli.server.fault.Fault.Kind;
import io.github.siocli.text.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Parses the actions of a rule: separated by {@code then}, each with optional conditions before it. */
final class ActionParser {

    private static final List<String> WORDS =
            List.of("emit", "send", "ack", "broadcast", "all", "to", "join", "leave", "kick", "sleep", "repeat", "set");

    /** The words that begin an action. */
    static final List<String> VERBS =
            Stream.concat(WORDS.stream(), Kind.words().stream()).toList();

    private static final String THEN = "then";
    private static final Set<String> END = Set.of(THEN);
    private static final Set<String> CONDITIONAL = Set.of("if", "unless", THEN);
    private static final Set<String> REQUEST_VERBS = Set.of("refuse", "delay", "drop", "set");
    private static final String INTERVAL = "--interval";
    private static final String REPEAT_EXAMPLE = "repeat 3 --interval 1s emit tick $n";
    private static final String SHARED = "shared.";

    private final Lexer lexer;
    private final ExpressionParser values;
    private boolean isOfRequest;

    ActionParser(Lexer lexer, ExpressionParser values) {
        this.lexer = lexer;
        this.values = values;
    }

    /**
     * Returns all actions up to the end of the rule.
     *
     * @param ofRequest true if the rule decides on a request, to which few actions apply
     */
    List<Action> parse(boolean ofRequest) throws SyntaxException {
        isOfRequest = ofRequest;
        List<Action> actions = new ArrayList<>();
        do {
            while (lexer.take("if")) {
                actions.add(new Action.If(values.condition(lexer)));
            }
            actions.add(action());
        } while (lexer.take(THEN));
        if (!lexer.isAtEnd()) {
            int start = lexer.offset();
            String word = lexer.next("").text();
            throw lexer.error(start, "\"" + word + "\" is unexpected here", "put then before the next action");
        }
        return actions;
    }

    private Action action() throws SyntaxException {
        int start = lexer.offset();
        Word verb = lexer.next("an action");
        if (isOfRequest && !REQUEST_VERBS.contains(verb.text())) {
            throw lexer.error(
                    start,
                    "no action \"" + verb.text() + "\" before a client is connected",
                    "refuse MESSAGE, delay TIME, drop, set shared.NAME VALUE");
        }
        return switch (verb.json() ? "" : verb.text()) {
            case "emit" -> emit(new Recipients.Sender(), event());
            case "broadcast" -> emit(new Recipients.Others(), event());
            case "all" -> emit(new Recipients.All(), event());
            case "send" -> emit(new Recipients.Sender(), new Expression.Constant(Value.text("message")));
            case "to" -> to();
            case "ack" -> new Action.SendAck(values(END));
            case "join" -> new Action.Join(value("a room"));
            case "leave" -> new Action.Leave(value("a room"));
            case "kick" -> kick();
            case "sleep" -> new Action.Sleep(duration("sleep"));
            case "repeat" -> repeat();
            case "set" -> set();
            case "refuse" -> refuse(start);
            default -> inject(verb, start);
        };
    }

    private Action inject(Word verb, int start) throws SyntaxException {
        Kind kind = Kind.of(verb.json() ? "" : verb.text()).orElseThrow(() -> unknown(verb, start));
        if (!FaultParser.takesArgument(kind)) {
            return new Action.Inject(Fault.of(kind));
        }
        Word argument = lexer.next(kind == Kind.CLOSE ? "a close code" : "a duration");
        try {
            return new Action.Inject(FaultParser.parse(kind, kind.word(), argument.text()));
        } catch (FailureException e) {
            throw lexer.error(
                    argument.start(), e.failure().message(), e.failure().hint());
        }
    }

    private SyntaxException unknown(Word verb, int start) {
        String all = String.join(", ", VERBS);
        return lexer.error(
                start,
                "there is no verb " + (verb.json() ? verb.text() : "\"" + verb.text() + "\""),
                NearestName.find(verb.text(), VERBS)
                        .map(near -> near + "? There are " + all)
                        .orElse(all));
    }

    /** Parses arguments and the options of an acknowledgement. */
    private Action emit(Recipients recipients, Expression event) throws SyntaxException {
        List<Expression> args = new ArrayList<>();
        Optional<Duration> ackTimeout = Optional.empty();
        while (!isAtEndOfAction()) {
            int start = lexer.offset();
            if (lexer.take("--ack")) {
                ackTimeout = Optional.of(ackTimeout.orElse(EmissionOptions.ACK_TIMEOUT));
            } else if (lexer.take("--ack-timeout")) {
                ackTimeout = Optional.of(
                        DurationReader.unlimitedIfZero(duration("--ack-timeout").max()));
            } else {
                args.add(values.next(lexer, "an argument"));
            }
            if (ackTimeout.isPresent() && !recipients.equals(new Recipients.Sender())) {
                throw lexer.error(
                        start, "only the client of the event can be asked for an acknowledgement", "emit … --ack");
            }
        }
        return ackTimeout.isPresent()
                ? new EmitWithAck(event, args, ackTimeout.get())
                : new Action.Emit(recipients, event, args);
    }

    private boolean isAtEndOfAction() {
        return lexer.isAtEnd() || lexer.isAt(THEN);
    }

    private Expression event() throws SyntaxException {
        int start = lexer.offset();
        Expression event = value("the name of an event");
        if (event instanceof Expression.Constant constant
                && EventName.of(constant.value().text()).isReserved()) {
            throw lexer.error(
                    start, "no event can have the name \"" + constant.value().text() + "\"", "choose another");
        }
        return event;
    }

    private Action to() throws SyntaxException {
        List<Expression> rooms = new ArrayList<>(List.of(value("a room")));
        List<Expression> except = new ArrayList<>();
        boolean butMe = false;
        while (!lexer.take("emit")) {
            if (isAtEndOfAction()) {
                throw lexer.error(lexer.offset(), "emit is missing", "to ROOM [but-me] [except ROOM] emit EVENT ARGS");
            }
            if (lexer.take("but-me")) {
                butMe = true;
            } else if (lexer.take("except")) {
                except.add(value("a room"));
            } else {
                rooms.add(value("a room"));
            }
        }
        return emit(new Recipients.InRooms(List.copyOf(rooms), butMe, List.copyOf(except)), event());
    }

    private Action kick() throws SyntaxException {
        boolean close = lexer.take("--close");
        Optional<Expression> sid = close || isAtEndOfAction() ? Optional.empty() : Optional.of(value("a client"));
        return new Action.Kick(sid, close || lexer.take("--close"));
    }

    private Action repeat() throws SyntaxException {
        OptionalLong times = OptionalLong.empty();
        if (!lexer.isAt(INTERVAL)) {
            Word number = lexer.next("a number");
            if (number.json() || !number.text().matches("[1-9]\\d{0,8}")) {
                throw lexer.error(number.start(), "repeat takes a number or " + INTERVAL, REPEAT_EXAMPLE);
            }
            times = OptionalLong.of(Long.parseLong(number.text()));
        }
        if (!lexer.take(INTERVAL)) {
            throw lexer.error(lexer.offset(), INTERVAL + " is missing", REPEAT_EXAMPLE);
        }
        int place = lexer.offset();
        Duration interval = duration(INTERVAL).min();
        if (interval.compareTo(Duration.ofMillis(1)) < 0) {
            throw lexer.error(place, "the shortest interval is 1ms", INTERVAL + " 1ms");
        }
        if (lexer.isAt("repeat") || lexer.isAt("if")) {
            throw lexer.error(lexer.offset(), "only one action can be repeated", "put if before repeat");
        }
        return new Action.Repeat(times, interval, action());
    }

    private Action set() throws SyntaxException {
        Word name = lexer.next("a name");
        boolean isShared = name.text().startsWith(SHARED);
        String key = isShared ? name.text().substring(SHARED.length()) : name.text();
        if (name.json() || !key.matches("[\\p{L}\\p{N}_]+")) {
            throw lexer.error(name.start(), "a name has letters, digits and _", "set name $1, or set shared.name $1");
        }
        if (isOfRequest && !isShared) {
            throw lexer.error(
                    name.start(), "a client has no variables before it is connected", "set shared.NAME VALUE");
        }
        return new Action.SetVariable(isShared, key, value("a value"));
    }

    private Action refuse(int start) throws SyntaxException {
        if (!isOfRequest) {
            throw lexer.error(
                    start, "a connected client cannot be refused", "on connect if … refuse MESSAGE DATA; or kick");
        }
        return refuse();
    }

    /** Parses {@code MESSAGE [DATA] [unless|if CONDITION]}. */
    Action refuse() throws SyntaxException {
        Expression message = value("a message");
        List<Expression> data = values(CONDITIONAL);
        if (data.size() > 1) {
            throw lexer.error(
                    lexer.offset(), "refuse takes a message and at most one value", "refuse MESSAGE {code: 1}");
        }
        Condition condition = lexer.take("unless")
                ? values.condition(lexer).negate()
                : lexer.take("if") ? values.condition(lexer) : Condition.ALWAYS;
        return new Action.Refuse(message, data.stream().findFirst(), condition);
    }

    private DurationRange duration(String expected) throws SyntaxException {
        Word word = lexer.next("a duration");
        try {
            return FaultParser.duration(expected, word.text());
        } catch (FailureException e) {
            throw lexer.error(word.start(), e.failure().message(), e.failure().hint());
        }
    }

    private Expression value(String expected) throws SyntaxException {
        if (lexer.isAt(THEN)) {
            throw lexer.error(lexer.offset(), expected + " is missing", "");
        }
        return values.next(lexer, expected);
    }

    /** Parses values up to the end of the rule or to one of the given words. */
    List<Expression> values(Set<String> ends) throws SyntaxException {
        List<Expression> read = new ArrayList<>();
        while (!lexer.isAtEnd() && ends.stream().noneMatch(lexer::isAt)) {
            read.add(values.next(lexer, "a value"));
        }
        return List.copyOf(read);
    }
}
