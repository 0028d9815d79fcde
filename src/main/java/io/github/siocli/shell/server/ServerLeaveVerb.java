package io.github.siocli.shell.server;

import io.github.siocli.event.FailureException;
import io.github.siocli.render.ClientIds;

/** {@code leave SID ROOM}: takes a client out of a room. */
final class ServerLeaveVerb extends RoomMembershipVerb {

    ServerLeaveVerb() {
        super("leave", "Remove a client from a room");
    }

    @Override
    String changeMembership(ServerContext context, String sid, String nsp, String room) throws FailureException {
        return ClientIds.shorten(context.operations().leave(sid, nsp, room)) + " is out of " + room;
    }
}
