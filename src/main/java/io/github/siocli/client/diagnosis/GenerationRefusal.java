package io.github.siocli.client.diagnosis;

import io.github.siocli.protocol.engineio.EngineError;

/** What servers answer who do not speak the generation of Engine.IO that they were asked for. */
public final class GenerationRefusal {

    public static final int STATUS = 400;

    private static final String CODE = "5";
    private static final String MESSAGE = "Unsupported protocol version";
    private static final String PYTHON = "unsupported version of the Socket.IO or Engine.IO protocols";

    private GenerationRefusal() {}

    /** Whether an answer with this status and this body is one. */
    public static boolean isIn(int status, String body) {
        return status == STATUS
                && (body.strip().equals(MESSAGE) || body.contains(PYTHON) || CODE.equals(EngineError.code(body)));
    }
}
