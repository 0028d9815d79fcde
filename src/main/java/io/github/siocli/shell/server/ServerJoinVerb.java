package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.render.ClientIds;

/** {@code join SID ROOM}: puts a client into a room. */
final class ServerJoinVerb extends RoomMembershipVerb {

    ServerJoinVerb() {
        super("join", "Add a client to a room");
    }

    @Override
    String changeMembership(ServerContext context, String sid, String nsp, String room) throws FailureException {
        return ClientIds.shorten(context.operations().join(sid, nsp, room)) + " is in " + room;
    }
}
