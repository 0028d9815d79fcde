package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.FailureKind;
import io.github.siocli.testing.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which texts are valid rules, and the error messages for all others. */
class RulesTest {

    private static String hint(String text) {
        return catchThrowableOfType(FailureException.class, () -> Rules.parse("-e", text))
                .failure()
                .hint();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# on nothing",
                "on hello ack \"hi\" $1",
                "on hello emit hello $args then send $1 --ack then ack $1",
                "on * emit $event $args then ack $args",
                "on \"a*\" in /chat send 1 {a: $1, b: [$args, '${2.c}']} hex:00ff str:$1",
                "on say in /room-* if $1.text and not ($2 == 'x' or $2~a*) broadcast said $id $1.text",
                "on connect if not $auth.token refuse 'no token' {code: 1}",
                "on connect refuse full if $count>=4",
                "on connect no-upgrade then no-ping then join lobby",
                "on handshake set shared.n $sum($shared.n,1) then if $shared.n < 3 refuse 'busy $n' then delay 1s..2s",
                "on \"handshake\" ack",
                "on connecting in /x delay 1s then if not $auth.token refuse no {code: 1} unless $query.ok",
                "on disconnect to $rooms emit left $id $reason",
                "on a to kitchen $1 but-me except hall emit b 1 then kick then kick $1 --close then kick --close",
                "on a emit b --ack-timeout 2s 1 then if $answer == 2 emit c $1 $args",
                "on a sleep 1s..2s then repeat 3 --interval 500ms emit tick $n then repeat --interval 1 all tick",
                "on a set name $1 then leave $1 then all b $data.name",
                "on a drop then duplicate then delay 2 then no-ack then late-ack 1s..2s",
                "on a if 10% close 1011 then cut then malformed then oversized",
                "on a emit b\n  then ack\nthen emit c",
                "on a emit b {\n  c: $1,\n  d: [1,\n 2]\n} then ack",
                "on a emit b\r\non c emit d\r\n",
                "namespace /admin refuse 'not authorized' {code: 'E'} unless $auth.token == \"s3cret\"",
                "namespace /room-*",
                "namespace admin",
            })
    void theseAreRules(String text) throws FailureException {
        assertThat(Rules.parse("chat.rules", text)).isNotNull();
    }

    @Test
    void reportsPositionOfError() {
        assertThatThrownBy(() -> Rules.parse("chat.rules", """
                # a chat
                on hello ack "hi"
                on say if $1.text == emit said
                """)).hasMessage("""
                chat.rules:3:27: there is no verb "said"
                  on say if $1.text == emit said
                                            ^""");
    }

    @Test
    void reportsPositionInMultilineValue() {
        assertThatThrownBy(() -> Rules.parse("chat.rules", "on a emit b\n\non a emit b {\n  c: $1,\n  d: $foo\n}\n"))
                .hasMessage("chat.rules:5:6: unknown value $foo\n    d: $foo\n       ^");
    }

    @Test
    void marksBeginningOfUnclosedValue() {
        assertThatThrownBy(() -> Rules.parse("chat.rules", "on b ack\non a emit b {c: 1,\n"))
                .hasMessage("chat.rules:2:13: this value is not closed\n  on a emit b {c: 1,\n              ^");
    }

    @Test
    void continuesOnlyTheRuleOfTheLineBefore() {
        assertThatThrownBy(() -> Rules.parse("-e", "on a ack\n# a comment\nthen ack"))
                .hasMessageStartingWith("-e:3:1: a rule begins with on or namespace, not \"then\"");
    }

    @Test
    void reportsAllErrors() {
        FailureException failure = catchThrowableOfType(
                FailureException.class,
                () -> Rules.parse("chat.rules", "on a emti b\non b ack\non c sleep long\nwhen d ack\n"));
        assertThat(failure.failure().kind()).isEqualTo(FailureKind.USAGE);
        assertThat(failure.failure().message())
                .startsWith("chat.rules:1:6: there is no verb \"emti\"\n  on a emti b\n       ^\n  (emit? ")
                .contains("chat.rules:3:12: sleep takes a duration, not \"long\"\n  on c sleep long\n             ^")
                .contains("chat.rules:4:1: a rule begins with on or namespace, not \"when\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                on                                | -e:1:3: an event, handshake, connecting, connect or disconnect is missing
                on a                              | -e:1:5: an action is missing
                on a in                           | -e:1:8: a namespace is missing
                on a in /x,y ack                  | -e:1:9: "/x,y" is not a valid namespace
                on a emit                         | -e:1:10: the name of an event is missing
                on a emit then ack                | -e:1:11: the name of an event is missing
                on a emit connect                 | -e:1:11: no event can have the name "connect"
                on a ack {b: }                    | -e:1:14: the value is invalid: expected a value
                on a ack {b: $}                   | -e:1:14: this is not a value
                on a ack {b: $1x}                 | -e:1:15: unexpected text after the value
                on a ack "b"c                     | -e:1:13: a space is missing after the value
                on a ack {b: 1}}                  | -e:1:16: one } too many after the value
                on a ack "$idd"                   | -e:1:11: unknown value $idd
                on a ack $0                       | -e:1:10: arguments are counted from 1
                on a ack "${1"                    | -e:1:11: this is not a value
                on a ack 1 # comment              | -e:1:12: a comment needs a line of its own
                on a ack hex:0                    | -e:1:10: the argument is not hexadecimal
                on a join x y                     | -e:1:13: "y" is unexpected here
                on a to x                         | -e:1:10: emit is missing
                on a set a-b 1                    | -e:1:10: a name has letters, digits and _
                on a repeat x --interval 1s ack   | -e:1:13: repeat takes a number or --interval
                on a repeat 0 --interval 1s ack   | -e:1:13: repeat takes a number or --interval
                on a repeat 2 ack                 | -e:1:15: --interval is missing
                on a repeat --interval 0 ack      | -e:1:24: the shortest interval is 1ms
                on a repeat --interval 1 repeat 1 --interval 1 ack | -e:1:26: only one action can be repeated
                on a sleep 2s..1s                 | -e:1:12: sleep has its limits in the wrong order
                on a close                        | -e:1:11: a close code is missing
                on a delay                        | -e:1:11: a duration is missing
                on a close 1006                   | -e:1:12: "1006" is not a close code that can be sent
                on a refuse no                    | -e:1:6: a connected client cannot be refused
                on connect ack then refuse no     | -e:1:21: a connected client cannot be refused
                on connect refuse no 1 2          | -e:1:25: refuse takes a message and at most one value
                on connect refuse no if $1 ack    | -e:1:28: "ack" is unexpected here
                namespace /a ack                  | -e:1:14: only refuse is allowed here
                on a if ack 1                     | -e:1:9: "ack" is not a condition
                on a if $1 = 2 ack                | -e:1:12: "=" is not a comparison
                on a if ($1 ack                   | -e:1:13: a closing parenthesis is missing
                on a if $1 and($2) or (10%)       | -e:1:28: an action is missing
                on a if $1 == ack                 | -e:1:18: an action is missing
                on a if                           | -e:1:8: a value is missing
                on handshake in / drop            | -e:1:14: a handshake has no namespace
                on handshake emit x               | -e:1:14: no action "emit" before a client is connected
                on handshake set a 1              | -e:1:18: a client has no variables before it is connected
                on a set shared. 1                | -e:1:10: a name has letters, digits and _
                on "a" boil                       | -e:1:8: there is no verb "boil"
                on a "ack"                        | -e:1:6: there is no verb "ack"
                on a emit "disconnect"            | -e:1:11: no event can have the name "disconnect"
                on a emit connect --ack           | -e:1:11: no event can have the name "connect"
                on a set "x" 1                    | -e:1:10: a name has letters, digits and _
                on a repeat "2" --interval 1 ack  | -e:1:13: repeat takes a number or --interval
                on a repeat --interval 1 if 1 ack | -e:1:26: only one action can be repeated
                on a repeat --interval 0.5ms ack  | -e:1:24: the shortest interval is 1ms
                on a all b 1 --ack                | -e:1:14: only the client of the event can be asked
                on a to x then emit b             | -e:1:11: emit is missing
                on a emit b [1]]                  | -e:1:16: one ] too many after the value
                "on" a ack                        | -e:1:1: a rule begins with on or namespace, not ""on""
                on a if == 1 ack                  | -e:1:9: a value is missing before "=="
                """)
    void theseAreNone(String text, String message) {
        assertThatThrownBy(() -> Rules.parse("-e", text)).hasMessageStartingWith(message);
    }

    @Test
    void reportsTheFirstTenErrorsAndCountsTheOthers() {
        assertThatThrownBy(() -> Rules.parse("-e", "on a boil\n".repeat(10)))
                .hasMessageEndingWith("delay)")
                .message()
                .hasLineCount(40);
        assertThatThrownBy(() -> Rules.parse("-e", "on a boil\n".repeat(12))).hasMessageEndingWith("\nand 2 more");
    }

    @Test
    void suggestsNameForMistypedOne() {
        assertThat(hint("on a brodcast b")).startsWith("broadcast? There are emit, ");
        assertThat(hint("on a ack $atuh")).startsWith("$auth? ");
    }

    @Test
    void acceptsListedNamespacesOrAny() throws FailureException {
        assertThat(Rules.none().namespaces()).accepts("/", "/any");
        Rules rules = Rules.parse("-e", "namespace /room-*").and(Rules.parse("-e", "namespace /"));
        assertThat(rules.namespaces()).accepts("/", "/room-7").rejects("/any", "/room");
    }

    @Test
    void listsEventNames() throws FailureException {
        Rules rules = Rules.parse("-e", "on b ack\non a* ack\non connect ack\non \"c*\" ack\non b emit d\non ? ack");
        assertThat(rules.events()).containsExactly("b");
        assertThat(Rules.none().events()).isEmpty();
        assertThat(Rules.parse("-e", "on *a ack\non ?b ack\non c ack").events()).containsExactly("c");
    }

    @Test
    void parsesOrFailsWithUsageError() {
        String[] parts = {
            "on ",
            "a ",
            "emit ",
            "then ",
            "if ",
            "$1",
            "$",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ":",
            ",",
            "(",
            ")",
            "not ",
            "and ",
            "== ",
            "~",
            "sleep ",
            "1s ",
            "repeat ",
            "--interval ",
            "namespace ",
            "/x ",
            "refuse ",
            "unless ",
            "\n",
            "#",
            "${",
            " ",
            "to ",
            "\\",
            "é",
            "in ",
            "connect ",
            "--ack ",
            "--ack-timeout ",
            "%",
            "10%",
            ".",
            "\t",
            "\r\n"
        };
        Property.holds(20_000, random -> {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "on a " : "");
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                Rules.parse("-e", text.toString());
            } catch (FailureException e) {
                assertThat(e.failure().kind()).isEqualTo(FailureKind.USAGE);
            }
        });
    }
}
