package io.github.siocli.suite;

import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.UsageErrors;
import io.github.siocli.event.FailureException;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Value;
import io.github.siocli.expression.Word;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Clients;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.Line;
import io.github.siocli.shell.LineChecker;
import io.github.siocli.shell.LineValues;
import io.github.siocli.shell.Script;
import io.github.siocli.suite.Step.Place;
import io.github.siocli.suite.Step.Selection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses suite files and checks each line, before anything connects. Collects all errors of a file. */
public final class SuiteParser {

    /** The verbs that fail unless the client has been connected before. */
    private static final Set<String> NEED_CONNECTION =
            Set.of("emit", "send", "ack", "again", "join", "leave", "ping", "drop", "expect", "wait");

    private static final int MAX_DEPTH = 10;
    private static final int MAX_BLOCKS = 50;
    private static final String INDENTATION_HINT = "the lines of a block begin in the same column";

    private final InputReader inputs;
    private final Interpreter<ClientContext> interpreter;
    private final LineChecker<ClientContext> checker;
    private final List<FailureException> errors = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Set<String> clients = new HashSet<>(Set.of(Clients.FIRST));
    /** The names of the clients that lines have connected. */
    private Set<String> connected = new HashSet<>();
    /** True if the name of a client contains a value, so that the names of clients are not known. */
    private boolean hasComputedClients;

    /**
     * Creates a parser.
     *
     * @param interpreter checks the lines; its values have the variables of the command line
     */
    public SuiteParser(InputReader inputs, Interpreter<ClientContext> interpreter) {
        this.inputs = inputs;
        this.interpreter = interpreter;
        this.checker = new LineChecker<>(interpreter);
    }

    /**
     * Parses a file and the files that it includes.
     *
     * @throws FailureException if a file cannot be read or has an error, with the place of each error in the message, or if there
     *     is nothing to run
     */
    public Suite parse(String file) throws FailureException {
        Map<String, Value> variables = interpreter.values().variables();
        clients = new HashSet<>(Set.of(Clients.FIRST));
        connected = new HashSet<>();
        hasComputedClients = false;
        errors.clear();
        notes.clear();
        Block block = new Block();
        read(file, block, 0);
        if (errors.isEmpty()) {
            check(hooksFirst(block.statements));
        }
        interpreter.values().restore(variables);
        if (!errors.isEmpty()) {
            throw UsageErrors.together(errors);
        }
        if (block.statements.stream().allMatch(statement -> statement.kind() == Kind.HOOK)) {
            throw UsageErrors.error(shownName(file) + " has no tests and no lines", "test \"NAME\" begins a test");
        }
        return new Suite(shownName(file), steps(block.statements), notes);
    }

    /**
     * A statement of a file.
     *
     * @param source the whole text of the file
     * @param offset index of its first character that is not white space
     * @param words its words
     */
    private record Statement(Place place, String source, int offset, String text, List<Word> words, Block body) {

        private String word(int index) {
            return index < words.size() && !words.get(index).json()
                    ? words.get(index).text()
                    : "";
        }

        /** Returns the text from a word on. */
        private String from(int index) {
            return text.substring(words.get(index).start());
        }

        private Kind kind() {
            return Kind.of(this);
        }
    }

    /** The statements of a block. */
    private static final class Block {
        private final List<Statement> statements = new ArrayList<>();
    }

    /** The kinds of statements. */
    private enum Kind {
        LINE,
        TEST,
        HOOK,
        REPEAT,
        FOR,
        INCLUDE;

        private static Kind of(Statement statement) {
            return switch (statement.word(0)) {
                case "test" -> TEST;
                case "skip", "only" -> statement.word(1).equals("test") ? TEST : LINE;
                case "before", "after" -> HOOK;
                case "repeat" -> statement.words().size() == 2 ? REPEAT : LINE;
                case "for" -> FOR;
                case "include" -> INCLUDE;
                default -> LINE;
            };
        }

        private boolean hasBody() {
            return this != LINE && this != INCLUDE;
        }
    }

    private static String shownName(String file) {
        return file.equals("-") ? "(standard input)" : file;
    }

    // --- reading ------------------------------------------------------------------------

    private void read(String file, Block target, int depth) throws FailureException {
        String source = inputs.text(file).replace("\r\n", "\n");
        String name = shownName(file);
        Script script = new Script(name);
        List<Block> open = new ArrayList<>(List.of(target));
        List<Integer> columns = new ArrayList<>(List.of(0));
        int start = 0;
        int line = 1;
        int at = 0;
        while (at <= source.length()) {
            int end = source.indexOf('\n', at) < 0 ? source.length() : source.indexOf('\n', at);
            Optional<Script.Statement> complete = script.add(source.substring(at, end));
            boolean isLast = end == source.length();
            if (complete.isEmpty() && isLast) {
                complete = script.end();
            }
            at = end + 1;
            if (complete.isPresent()) {
                String text = complete.get().text();
                add(new Place(name, line), source, start, text, open, columns, depth);
                line += 1 + (int) text.chars().filter(c -> c == '\n').count();
                start = at;
            }
        }
    }

    private void add(
            Place place, String source, int start, String text, List<Block> open, List<Integer> columns, int depth)
            throws FailureException {
        int indent = Word.skipSpace(text, 0);
        String stripped = text.substring(indent);
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return;
        }
        Line.PartialLine partial = Line.read(stripped);
        Statement statement = new Statement(
                place, source, start + indent, stripped, partial.line().parts(), new Block());
        if (partial.problem().isPresent()) {
            Line.Problem problem = partial.problem().get();
            errors.add(
                    problem.incomplete()
                            ? error(statement, problem.start(), "this value is not closed", "")
                            : error(statement, problem.offset(), problem.message(), ""));
            return;
        }
        if (!enterBlock(statement, indent, open, columns)) {
            return;
        }
        if (statement.kind() == Kind.INCLUDE) {
            include(statement, open.get(open.size() - 1), depth);
        } else {
            open.get(open.size() - 1).statements.add(statement);
        }
    }

    /** Opens or closes blocks for the indentation of a statement. Returns false if the indentation is wrong. */
    private boolean enterBlock(Statement statement, int indent, List<Block> open, List<Integer> columns) {
        while (open.size() > 1 && indent < columns.get(columns.size() - 1)) {
            open.remove(open.size() - 1);
            columns.remove(columns.size() - 1);
        }
        int column = columns.get(columns.size() - 1);
        if (indent == column) {
            return true;
        }
        List<Statement> before = open.get(open.size() - 1).statements;
        Optional<Statement> header = before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
        if (indent > column
                && header.filter(last ->
                                last.kind().hasBody() && last.body().statements.isEmpty())
                        .isPresent()) {
            if (open.size() > MAX_BLOCKS) {
                errors.add(error(statement, 0, "blocks are nested more than " + MAX_BLOCKS + " deep", ""));
                return false;
            }
            open.add(header.get().body());
            columns.add(indent);
            return true;
        }
        errors.add(error(statement, 0, "this line is indented as no block is", INDENTATION_HINT));
        return false;
    }

    private void include(Statement statement, Block target, int depth) throws FailureException {
        if (statement.words().size() != 2) {
            errors.add(error(statement, 0, "include takes one file", "include login.sio"));
            return;
        }
        if (depth >= MAX_DEPTH) {
            errors.add(error(statement, 0, "files are included more than " + MAX_DEPTH + " deep", "check for a cycle"));
            return;
        }
        String name = statement
                .words()
                .get(1)
                .quoted()
                .orElse(statement.words().get(1).text());
        Path parent = Path.of(statement.place().file()).getParent();
        try {
            read(parent == null ? name : parent.resolve(name).toString(), target, depth + 1);
        } catch (InvalidPathException e) {
            errors.add(error(statement, statement.words().get(1).start(), "this is not a file name", ""));
        } catch (FailureException e) {
            errors.add(error(
                    statement, statement.words().get(1).start(), e.failure().message(), ""));
        }
    }

    private static FailureException error(Statement statement, int offset, String message, String hint) {
        return UsageErrors.errorIn(
                statement.place().file(), message, statement.source(), statement.offset() + offset, hint);
    }

    // --- checks -------------------------------------------------------------------------

    /** Returns the statements in the order in which their variables become known. */
    private static List<Statement> hooksFirst(List<Statement> statements) {
        List<Statement> sorted = new ArrayList<>();
        // A test may refer to what the lines and hooks of its file have set, wherever they stand.
        statements.stream().filter(statement -> statement.kind() == Kind.HOOK).forEach(sorted::add);
        int first = 0;
        while (first < statements.size() && statements.get(first).kind() == Kind.LINE) {
            sorted.add(first, statements.get(first));
            first++;
        }
        statements.subList(first, statements.size()).stream()
                .filter(statement -> statement.kind() != Kind.HOOK)
                .forEach(sorted::add);
        return sorted;
    }

    private void check(List<Statement> statements) {
        for (Statement statement : statements) {
            try {
                check(statement);
            } catch (SyntaxException e) {
                errors.add(error(statement, e.offset(), e.getMessage(), e.hint()));
            } catch (FailureException e) {
                String message = e.failure().message();
                String firstLine = message.lines().findFirst().orElse(message);
                errors.add(error(statement, 0, firstLine, e.failure().hint()));
            }
        }
    }

    private void check(Statement statement) throws SyntaxException, FailureException {
        switch (statement.kind()) {
            case LINE -> {
                checkClient(statement);
                checker.check(statement.text());
                interpreter.note(statement.text()).ifPresent(note -> notes.add(statement.place() + ": " + note));
            }
            case TEST -> {
                int word = statement.word(0).equals("test") ? 1 : 2;
                require(statement, word + 1, "a test takes a name in quotes", "test \"a message reaches its room\"");
                checker.checkText(statement.words().get(word), statement.text());
                checkBody(statement, null);
            }
            case HOOK -> {
                require(statement, 1, statement.word(0) + " takes nothing but the lines below it", "");
                Set<String> connectedBefore = new HashSet<>(connected);
                boolean isAfter = statement.word(0).equals("after");
                if (isAfter) {
                    // It runs while the clients of the test are connected, which are not known here.
                    connected.add("");
                }
                check(statement.body().statements);
                connected = isAfter ? connectedBefore : connected;
            }
            case REPEAT -> {
                checker.checkExpression(statement.words().get(1).start(), statement.text());
                checkBody(statement, null);
            }
            case FOR -> checkFor(statement);
            case INCLUDE -> {}
        }
    }

    private static void require(Statement statement, int words, String message, String hint) throws SyntaxException {
        if (statement.words().size() != words) {
            int at = Math.min(words, statement.words().size() - 1);
            throw new SyntaxException(message, statement.words().get(at).start(), hint);
        }
        if (statement.body().statements.isEmpty()) {
            throw new SyntaxException("the block is empty", 0, "its lines follow with more indentation");
        }
    }

    private void checkFor(Statement statement) throws SyntaxException, FailureException {
        if (statement.words().size() < 4
                || !statement.word(2).equals("in")
                || !LineValues.isVariableName(statement.word(1))) {
            throw new SyntaxException("for takes a variable and an array", 0, "for name in [\"ada\", \"bob\"]");
        }
        checker.checkExpression(statement.words().get(3).start(), statement.text());
        checkBody(statement, statement.word(1));
    }

    /** Checks the statements of a block, whose variables and clients are not known after it. */
    private void checkBody(Statement statement, @Nullable String variable) throws SyntaxException {
        if (statement.body().statements.isEmpty()) {
            throw new SyntaxException("the block is empty", 0, "its lines follow with more indentation");
        }
        boolean isTest = statement.kind() == Kind.TEST;
        Map<String, Value> variables = interpreter.values().variables();
        Set<String> clientsBefore = new HashSet<>(clients);
        Set<String> connectedBefore = new HashSet<>(connected);
        if (statement.word(0).equals("skip")) {
            // A skipped test may be unfinished.
            connected.add("");
        }
        if (variable != null) {
            interpreter.values().set(variable, Value.NOTHING);
        }
        for (Statement inner : statement.body().statements) {
            Kind kind = inner.kind();
            if (kind == Kind.HOOK || isTest && kind == Kind.TEST) {
                errors.add(
                        error(inner, 0, inner.word(0) + " cannot stand in this block", "put it in the first column"));
            }
        }
        check(statement.body().statements);
        if (isTest) {
            interpreter.values().restore(variables);
            clients = clientsBefore;
            // The first client stays connected after a test.
            connected.removeIf(name -> !name.equals(Clients.FIRST) && !connectedBefore.contains(name));
        }
    }

    /** Checks that the client before a line has been opened by a line before, and notes the client that a line opens. */
    private void checkClient(Statement statement) throws SyntaxException {
        Optional<String> client = Line.clientName(statement.word(0));
        hasComputedClients |= statement.word(0).endsWith(":") && client.isEmpty();
        if (client.isPresent() && !hasComputedClients && !clients.contains(client.get())) {
            throw new SyntaxException(
                    "there is no client " + client.get() + " yet", 0, "client " + client.get() + " opens it");
        }
        checkConnection(statement);
        if (statement.word(0).equals("client") && statement.words().size() > 1) {
            connected.add(statement.word(1));
            clients.add(statement.word(1));
            hasComputedClients |= statement.word(1).indexOf('$') >= 0;
        }
    }

    /** Checks that a line before has connected a client for a line that names none, and notes that a line connects one. */
    private void checkConnection(Statement statement) throws SyntaxException {
        boolean isForClient = statement.word(0).endsWith(":");
        String verb = statement.word(isForClient ? 1 : 0);
        switch (verb) {
            // A sourced file may connect the first client.
            case "connect", "source" -> connected.add(Clients.FIRST);
            default -> {
                if (!isForClient && connected.isEmpty() && NEED_CONNECTION.contains(verb)) {
                    throw new SyntaxException(ClientContext.notConnected(Clients.FIRST), 0, "");
                }
            }
        }
    }

    // --- steps --------------------------------------------------------------------------

    private List<Step> steps(List<Statement> statements) {
        return statements.stream().map(this::step).toList();
    }

    private Step step(Statement statement) {
        Place place = statement.place();
        List<Step> body = steps(statement.body().statements);
        return switch (statement.kind()) {
            case LINE, INCLUDE -> new Step.Line(place, statement.text());
            case TEST -> {
                boolean isPlain = statement.word(0).equals("test");
                Selection selection = isPlain
                        ? Selection.RUN
                        : Selection.valueOf(statement.word(0).toUpperCase(Locale.ROOT));
                yield new Step.Test(place, statement.from(isPlain ? 1 : 2), selection, body);
            }
            case HOOK -> new Step.Hook(place, statement.word(0).equals("before"), body);
            case REPEAT -> new Step.Repeat(place, statement.from(1), body);
            case FOR -> new Step.ForEach(place, statement.word(1), statement.from(3), body);
        };
    }
}
