package io.github.siocli.expression;

import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains why a condition does not hold: which of its parts fail, and how values differ. */
final class ConditionExplainer {

    private static final int MAX_LINES = 8;
    private static final int MAX_VALUE = 60;

    private final Scope scope;
    private final List<String> lines = new ArrayList<>();
    private int heldCount;

    ConditionExplainer(Scope scope) {
        this.scope = scope;
    }

    /** Returns the failed parts, one line each. */
    List<String> lines() {
        return lines.size() > MAX_LINES ? lines.subList(0, MAX_LINES) : lines;
    }

    /** Returns the number of parts that hold. */
    int heldCount() {
        return heldCount;
    }

    void explain(Condition condition) {
        if (condition instanceof Condition.And and) {
            explain(and.left());
            explain(and.right());
        } else if (holds(condition)) {
            heldCount++;
        } else if (condition instanceof Condition.Or or) {
            explain(or.left());
            explain(or.right());
        } else if (condition instanceof Condition.Compare compare && compare.comparison() == Comparison.EQUAL) {
            differ(text(compare.left()), value(compare.left()), value(compare.right()));
        } else {
            lines.add(describe(condition));
        }
    }

    private boolean holds(Condition condition) {
        try {
            return condition.holds(scope);
        } catch (EvaluationException e) {
            return false;
        }
    }

    private Json value(Expression expression) {
        try {
            return expression.evaluate(scope).withoutBytes();
        } catch (EvaluationException e) {
            return Value.NOTHING.json();
        }
    }

    /** Adds the places at which two values differ. */
    private void differ(String label, Json actual, Json expected) {
        if (lines.size() >= MAX_LINES || actual.equals(expected)) {
            return;
        }
        if (actual.kind() == Json.Kind.OBJECT && expected.kind() == Json.Kind.OBJECT) {
            Set<String> keys = new LinkedHashSet<>(expected.members().keySet());
            keys.addAll(actual.members().keySet());
            for (String key : keys) {
                differMember(
                        label + "." + key,
                        actual.members().get(key),
                        expected.members().get(key));
            }
        } else if (actual.kind() == Json.Kind.ARRAY && expected.kind() == Json.Kind.ARRAY) {
            List<Json> left = actual.elements();
            List<Json> right = expected.elements();
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                differMember(
                        label + "[" + i + "]",
                        i < left.size() ? left.get(i) : null,
                        i < right.size() ? right.get(i) : null);
            }
        } else if (!Comparison.EQUAL.holds(Value.of(actual), Value.of(expected))) {
            lines.add(label + " is " + cut(actual) + ", not " + cut(expected));
        }
    }

    private void differMember(String label, @Nullable Json actual, @Nullable Json expected) {
        if (actual != null && expected != null) {
            differ(label, actual, expected);
        } else if (actual == null && expected != null) {
            lines.add(label + " is missing; expected " + cut(expected));
        } else if (actual != null) {
            lines.add(label + " is " + cut(actual) + ", and was not expected");
        }
    }

    private String describe(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return text(compare.left()) + " is " + cut(value(compare.left())) + ", not "
                    + compare.comparison().symbol() + " " + cut(value(compare.right()));
        }
        if (condition instanceof Condition.Like like) {
            return text(like.value()) + " is " + cut(value(like.value())) + ", not ~ " + cut(value(like.pattern()));
        }
        if (condition instanceof Condition.Has has) {
            return text(has.container()) + " is " + cut(value(has.container())) + ", and has no "
                    + cut(value(has.element()));
        }
        if (condition instanceof Condition.Is is) {
            return text(is.value()) + " is " + cut(value(is.value())) + ", not of type " + is.type();
        }
        if (condition instanceof Condition.Truth truth) {
            return text(truth.value()) + " is " + cut(value(truth.value()));
        }
        return condition instanceof Condition.Not not
                ? "the condition after not holds: " + holding(not.condition())
                : "the condition does not hold";
    }

    /** Describes a part that holds, and should not. */
    private String holding(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return text(compare.left()) + " is " + cut(value(compare.left()));
        }
        if (condition instanceof Condition.Like like) {
            return text(like.value()) + " is " + cut(value(like.value()));
        }
        return condition instanceof Condition.Truth truth
                ? text(truth.value()) + " is " + cut(value(truth.value()))
                : "all of it";
    }

    private String text(Expression expression) {
        return expression instanceof Expression.Lookup lookup
                ? lookup.reference().text()
                : cut(value(expression));
    }

    private static String cut(Json json) {
        String text = json.oneLine();
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    }
}
