package io.github.siocli.mock;

import io.github.siocli.protocol.engineio.EngineFrame;
import io.github.siocli.server.ClientSocket;
import io.github.siocli.server.engine.CloseReason;
import io.github.siocli.server.fault.MalformedPackets;
import java.util.function.Consumer;

/** A fault that a rule applies to the session of the client at once. */
record SessionFault(Consumer<ClientSocket> fault) implements Action.Immediate {

    static final SessionFault CUT = new SessionFault(socket -> socket.session().cut());
    static final SessionFault MALFORMED =
            new SessionFault(socket -> socket.session().send(EngineFrame.text(MalformedPackets.unterminated(socket))));
    static final SessionFault OVERSIZED =
            new SessionFault(socket -> socket.session().send(EngineFrame.text(MalformedPackets.oversized(socket))));

    /** Closes the session with a close code. */
    static SessionFault close(int code) {
        return new SessionFault(socket -> socket.session().close(CloseReason.FORCED_CLOSE, code));
    }

    @Override
    public void perform(RuleContext context) {
        context.socket().ifPresent(fault);
    }
}
