package io.github.siocli.shell;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.EventName;
import io.github.siocli.expression.Scope;
import io.github.siocli.expression.Value;
import io.github.siocli.expression.ValueSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that lines refer to: the variables of {@code let}, and the event or acknowledgement that the latest waiting
 * line ended with. One thread changes them; conditions of other threads may read them.
 */
public final class LineValues implements Scope {

    /** The names that cannot be variables, because they have another meaning. */
    private static final Set<String> RESERVED =
            Set.of("args", "now", "uuid", "env", "event", "nsp", "n", "hex", "base64", "random", "sum", "pick");

    private record Result(Value name, Arguments args) {}

    private final ValueSources sources;
    private final boolean insertsIntoStrings;
    private final Map<String, Value> variables = new ConcurrentHashMap<>();
    private volatile Result result = new Result(Value.NOTHING, Arguments.NONE);
    private volatile Value repetition = Value.NOTHING;

    /**
     * Creates values without variables.
     *
     * @param insertsIntoStrings true to insert values into strings and words too
     */
    public LineValues(ValueSources sources, boolean insertsIntoStrings) {
        this.sources = sources;
        this.insertsIntoStrings = insertsIntoStrings;
    }

    @Override
    public Arguments args() {
        return result.args();
    }

    @Override
    public Value named(String name) {
        return switch (name) {
            case "event" -> result.name();
            case "n" -> repetition;
            default -> variables.getOrDefault(name, Value.NOTHING);
        };
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(Scope.ARGS, "event", "n"));
        names.addAll(variables.keySet());
        return names;
    }

    @Override
    public boolean insertsIntoStrings() {
        return insertsIntoStrings;
    }

    @Override
    public ValueSources sources() {
        return sources;
    }

    /** Returns true if a text can be the name of a variable. */
    public static boolean isVariableName(String name) {
        return name.matches("[A-Za-z]\\w{0,63}") && !RESERVED.contains(name);
    }

    /** Sets a variable, whose name is valid. */
    public void set(String name, Value value) {
        variables.put(name, value);
    }

    /** Returns all variables. */
    public Map<String, Value> variables() {
        return Map.copyOf(variables);
    }

    /** Replaces all variables. */
    public void restore(Map<String, Value> others) {
        variables.keySet().retainAll(others.keySet());
        variables.putAll(others);
    }

    /** Sets the event, acknowledgement or refusal that a line ended with. */
    public void setResult(EventName name, Arguments args) {
        result = new Result(Value.of(name.json()), args);
    }

    /**
     * Sets the count of the running repetition.
     *
     * @return the count before, for the end of the repetition
     */
    public Value setRepetition(Value count) {
        Value before = repetition;
        repetition = count;
        return before;
    }
}
