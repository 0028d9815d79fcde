package io.github.siocli.mock;

import io.github.siocli.event.FailureException;
import io.github.siocli.server.Misbehaviour.Deed;
import io.github.siocli.server.engine.EngineSession;
import io.github.siocli.shell.Line.Word;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what goes wrong on purpose. */
final class MishapReader {

    private MishapReader() {}

    /** Something befalls what is sent from now on because of the event. */
    private record Spoil(Mishaps.Mishap mishap, boolean acksOnly) implements Action.Immediate {

        @Override
        public void perform(Occasion occasion) {
            if (acksOnly) {
                occasion.cause().mishaps().befallAcks(mishap);
            } else {
                occasion.cause().mishaps().befall(mishap);
            }
        }
    }

    /** The session does without something from now on. */
    record Without(Function<Stage, Set<EngineSession>> what) implements Action.Immediate {

        static final Without UPGRADE = new Without(Stage::withoutUpgrade);
        static final Without PING = new Without(Stage::withoutPing);

        @Override
        public void perform(Occasion occasion) {
            occasion.socket()
                    .filter(socket -> socket.session().isOpen())
                    .ifPresent(socket -> what.apply(occasion.stage()).add(socket.session()));
        }
    }

    /** The action of a verb; empty where the verb is none of these. */
    static Optional<Action> read(Word verb, Cursor cursor) throws FailureException {
        return switch (verb.json() ? "" : verb.text()) {
            case "drop" -> Optional.of(new Spoil(random -> new Deed.Drop(), false));
            case "duplicate" -> Optional.of(new Spoil(random -> new Deed.Repeat(2), false));
            case "never-ack" -> Optional.of(new Spoil(random -> new Deed.Drop(), true));
            case "delay" -> Optional.of(late(span(cursor, "delay"), false));
            case "ack-late" -> Optional.of(late(span(cursor, "ack-late"), true));
            case "no-upgrade" -> Optional.of(Without.UPGRADE);
            case "no-ping" -> Optional.of(Without.PING);
            case "close" -> Optional.of(Breakage.close(code(cursor)));
            case "cut" -> Optional.of(Breakage.CUT);
            case "malformed" -> Optional.of(Breakage.MALFORMED);
            case "oversized" -> Optional.of(Breakage.OVERSIZED);
            default -> Optional.empty();
        };
    }

    private static Action late(Span time, boolean acksOnly) {
        return new Spoil(random -> new Deed.Delay(time.draw(random)), acksOnly);
    }

    private static int code(Cursor cursor) throws FailureException {
        Word word = cursor.next("a close code");
        return CloseCodes.parse(word.text())
                .orElseThrow(() -> cursor.error(
                        word.start(), "\"" + word.text() + "\" is no close code that can be sent", CloseCodes.HINT));
    }

    /** A duration, or what lies between two. */
    static Span span(Cursor cursor, String what) throws FailureException {
        Word word = cursor.next("a duration");
        try {
            return Span.parse(what, word.text());
        } catch (FailureException e) {
            throw cursor.error(word.start(), e.failure().message(), e.failure().hint());
        }
    }
}
