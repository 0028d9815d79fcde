package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.FaultInjector.FaultAction;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.shell.Line.Word;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Parses the actions that inject faults. */
final class FaultParser {

    private FaultParser() {}

    /** Applies a fault to packets that are sent from now on because of the event. */
    private record SpoilPackets(PendingFaults.PendingFault mishap, boolean acksOnly) implements Action.Immediate {

        @Override
        public void perform(RuleContext occasion) {
            if (acksOnly) {
                occasion.cause().mishaps().befallAcks(mishap);
            } else {
                occasion.cause().mishaps().befall(mishap);
            }
        }
    }

    /** Disables a feature of the session from now on. */
    record DisableFeature(Function<RuleRuntime, Set<EngineSession>> what) implements Action.Immediate {

        static final DisableFeature UPGRADE = new DisableFeature(RuleRuntime::withoutUpgrade);
        static final DisableFeature PING = new DisableFeature(RuleRuntime::withoutPing);

        @Override
        public void perform(RuleContext occasion) {
            occasion.socket()
                    .filter(socket -> socket.session().isOpen())
                    .ifPresent(socket -> what.apply(occasion.stage()).add(socket.session()));
        }
    }

    /** Parses the action of a verb. Returns empty if the verb injects no fault. */
    static Optional<Action> read(Word verb, RuleLexer cursor) throws FailureException {
        return switch (verb.json() ? "" : verb.text()) {
            case "drop" -> Optional.of(new SpoilPackets(random -> new FaultAction.Drop(), false));
            case "duplicate" -> Optional.of(new SpoilPackets(random -> new FaultAction.Repeat(2), false));
            case "never-ack" -> Optional.of(new SpoilPackets(random -> new FaultAction.Drop(), true));
            case "delay" -> Optional.of(late(span(cursor, "delay"), false));
            case "ack-late" -> Optional.of(late(span(cursor, "ack-late"), true));
            case "no-upgrade" -> Optional.of(DisableFeature.UPGRADE);
            case "no-ping" -> Optional.of(DisableFeature.PING);
            case "close" -> Optional.of(SessionFault.close(code(cursor)));
            case "cut" -> Optional.of(SessionFault.CUT);
            case "malformed" -> Optional.of(SessionFault.MALFORMED);
            case "oversized" -> Optional.of(SessionFault.OVERSIZED);
            default -> Optional.empty();
        };
    }

    private static Action late(DurationRange time, boolean acksOnly) {
        return new SpoilPackets(random -> new FaultAction.Delay(time.draw(random)), acksOnly);
    }

    private static int code(RuleLexer cursor) throws FailureException {
        Word word = cursor.next("a close code");
        return CloseCodes.parse(word.text())
                .orElseThrow(() -> cursor.error(
                        word.start(), "\"" + word.text() + "\" is no close code that can be sent", CloseCodes.HINT));
    }

    /** Parses a duration or a range of durations. */
    static DurationRange span(RuleLexer cursor, String what) throws FailureException {
        Word word = cursor.next("a duration");
        try {
            return DurationRange.parse(what, word.text());
        } catch (FailureException e) {
            throw cursor.error(word.start(), e.failure().message(), e.failure().hint());
        }
    }
}
