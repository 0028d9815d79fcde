package io.github.siocli.mock;

import static io.github.siocli.mock.RuleContexts.holds;
import static io.github.siocli.mock.RuleContexts.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.FailureException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static RuleContext occasion() {
        return say("{\"text\":\"hi\",\"n\":2,\"no\":false,\"zero\":0.0,\"empty\":\"\",\"list\":[]}", "10", "\"b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$1",
                "$1.text",
                "not $1.no",
                "not $1.zero",
                "not $1.empty",
                "$1.list",
                "not $9",
                "not not $1",
                "not($9)",
                "$1.text == \"hi\"",
                "$1.text==hi",
                "$1.text == 'hi' and $2 == 10",
                "$2 == 10.0",
                "$2 == 1e1",
                "0 == -0",
                "$2>9",
                "$2 >= 10",
                "$2 < 10.5",
                "$2<=10",
                "$3 > a",
                "not $3 > 1",
                "not $3 <= 1",
                "$2 != \"10\"",
                "$9 == null",
                "$1.no == false",
                "$1.list == []",
                "$1 == {n: 2.0, no: false, zero: 0, list: [], text: 'hi', empty: ''}",
                "{a: $2} == {\"a\": 10}",
                "$event ~ s*",
                "$event ~ \"s?y\"",
                "not $event~x*",
                "$2 ~ 1?",
                "$9 or $1",
                "$9 and $9 or $1",
                "$1 or $9 and $9",
                "not $9 and $1",
                "($9 or $1) and ($2 == 10)",
                "not ($1 and $9)",
                "((($1)))",
                "$auth.admin == true",
                "[1, 10] has $2",
                "['10'] has '10'",
                "not ['10'] has $2",
                "$1 has text and $1.text has i",
                "not $1 has x",
                "not $9 has x",
                "100%",
                "not 0%",
                "not $2 < 10",
                "not $2 > 10",
                "not $2 <= 9",
                "not $2 >= 11",
                "not $3 < b",
                "not $3 > b",
                "$3 <= b and $3 >= b",
                "not $1.text == ho",
                "not [1, 2] == [1, 3]",
                "not [1, 2] == [1]",
                "[[1], {a: 2}] == [[1.0], {a: 2e0}]",
                "not {a: 1} == {a: 2}",
                "not {a: 1} == {b: 1}",
                "not {a: 1} == {a: 1, b: 1}",
                "not true == false"
            })
    void theseHold(String condition) throws FailureException {
        assertThat(holds(condition, occasion())).as(condition).isTrue();
        assertThat(holds("not (" + condition + ")", occasion())).as(condition).isFalse();
    }

    @Test
    void samplesProbability() throws FailureException {
        Random random = new Random(3);
        int times = 0;
        for (int i = 0; i < 10_000; i++) {
            times += holds("12.5%", say(random)) ? 1 : 0;
        }
        assertThat(times).isBetween(1100, 1400);
    }

    @Test
    void comparesDeeplyNestedValues() throws FailureException {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        assertThat(holds("$1 == $2", say(deep, deep))).isTrue();
        assertThat(holds("$1 == $2", say(deep, "[" + deep + "]"))).isFalse();
        assertThat(holds("$1 == $2", say(nested(5000, "1"), nested(5000, "1.0"))))
                .isFalse();
        assertThat(holds("$1 == $2", say(nested(30, "1"), nested(30, "1.0")))).isTrue();
    }

    private static String nested(int depth, String number) {
        return "[{\"a\":".repeat(depth) + number + "}]".repeat(depth);
    }
}
