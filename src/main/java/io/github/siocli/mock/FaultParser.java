package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.expression.Lexer;
import io.github.siocli.expression.SyntaxException;
import io.github.siocli.expression.Word;
import io.github.siocli.server.FaultInjector.FaultAction;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.server.fault.DurationRange;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Parses the actions that inject faults. */
final class FaultParser {

    private FaultParser() {}

    /** Applies a fault to packets that are sent from now on because of the event. */
    private record AddFault(PendingFaults.PendingFault fault, boolean acksOnly) implements Action.Immediate {

        @Override
        public void perform(RuleContext context) {
            if (acksOnly) {
                context.event().faults().addForAcks(fault);
            } else {
                context.event().faults().add(fault);
            }
        }
    }

    /** Disables a feature of the session from now on. */
    record DisableFeature(Function<RuleRuntime, Set<EngineSession>> sessions) implements Action.Immediate {

        static final DisableFeature UPGRADE = new DisableFeature(RuleRuntime::withoutUpgrade);
        static final DisableFeature PING = new DisableFeature(RuleRuntime::withoutPing);

        @Override
        public void perform(RuleContext context) {
            context.socket()
                    .filter(socket -> socket.session().isOpen())
                    .ifPresent(socket -> sessions.apply(context.runtime()).add(socket.session()));
        }
    }

    /** Parses the action of a verb. Returns empty if the verb injects no fault. */
    static Optional<Action> parse(Word verb, Lexer lexer) throws SyntaxException {
        return switch (verb.json() ? "" : verb.text()) {
            case "drop" -> Optional.of(new AddFault(random -> new FaultAction.Drop(), false));
            case "duplicate" -> Optional.of(new AddFault(random -> new FaultAction.Duplicate(2), false));
            case "never-ack" -> Optional.of(new AddFault(random -> new FaultAction.Drop(), true));
            case "delay" -> Optional.of(delay(duration(lexer, "delay"), false));
            case "ack-late" -> Optional.of(delay(duration(lexer, "ack-late"), true));
            case "no-upgrade" -> Optional.of(DisableFeature.UPGRADE);
            case "no-ping" -> Optional.of(DisableFeature.PING);
            case "close" -> Optional.of(SessionFault.close(code(lexer)));
            case "cut" -> Optional.of(SessionFault.CUT);
            case "malformed" -> Optional.of(SessionFault.MALFORMED);
            case "oversized" -> Optional.of(SessionFault.OVERSIZED);
            default -> Optional.empty();
        };
    }

    private static Action delay(DurationRange time, boolean acksOnly) {
        return new AddFault(random -> new FaultAction.Delay(time.draw(random)), acksOnly);
    }

    private static int code(Lexer lexer) throws SyntaxException {
        Word word = lexer.next("a close code");
        return CloseCodes.parse(word.text())
                .orElseThrow(() -> lexer.error(
                        word.start(), "\"" + word.text() + "\" is not a close code that can be sent", CloseCodes.HINT));
    }

    /** Parses a duration or a range of durations. */
    static DurationRange duration(Lexer lexer, String expected) throws SyntaxException {
        Word word = lexer.next("a duration");
        try {
            return DurationRangeParser.parse(expected, word.text());
        } catch (FailureException e) {
            throw lexer.error(word.start(), e.failure().message(), e.failure().hint());
        }
    }
}
