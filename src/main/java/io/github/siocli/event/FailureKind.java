package io.github.siocli.event;

/**
 * The kinds of failure in one table: layer, exit code, message and hint.
 *
 * <p>{@code {0}}, {@code {1}} and so on in messages and hints are places for the facts of a {@link Failure}. The comment
 * of each kind lists its facts.
 */
public enum FailureKind {
    /** 0: what is wrong; 1: what to try. */
    USAGE(Layer.USAGE, ExitCode.USAGE, "{0}", "{1}"),
    /** 0: the file; 1: the reason. */
    FILE_UNREADABLE(Layer.FILE, ExitCode.USAGE, "cannot read {0}: {1}", ""),
    /** 0: the file; 1: the reason. */
    FILE_UNWRITABLE(Layer.FILE, ExitCode.USAGE, "cannot write {0}: {1}", ""),

    /** 0: the host. */
    UNKNOWN_HOST(
            Layer.DNS,
            ExitCode.NOT_CONNECTED,
            "cannot resolve {0}",
            "check the spelling of the host, the VPN and the name server"),
    /** 0: the zone. */
    UNKNOWN_ZONE(
            Layer.DNS,
            ExitCode.NOT_CONNECTED,
            "there is no network interface {0} on this machine, which the address of the server names",
            "ip link and ifconfig list them"),
    /** 0: address and port. */
    REFUSED(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "nothing listens on {0} (connection refused)",
            "is the server running, and on that port? one in a container must publish it"),
    /** 0: address and port; 1: the reason. */
    UNREACHABLE(Layer.TCP, ExitCode.NOT_CONNECTED, "cannot reach {0}: {1}", "check the network and the address"),
    /** 0: address and port; 1: the time limit. */
    TCP_TIMEOUT(
            Layer.TCP,
            ExitCode.TIMED_OUT,
            "no answer from {0} within {1}",
            "a firewall that drops packets, or a wrong address? --connect-timeout waits longer"),
    /** 0: address and port; 1: the reason. */
    CANNOT_LISTEN(Layer.TCP, ExitCode.NOT_CONNECTED, "cannot listen on {0}: {1}", "choose another port; 0 takes any"),
    /** 0: address and port; 1: the cause. */
    CONNECTION_CUT(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "{0} closed the connection without an answer ({1})",
            "does this port speak HTTP? the server's log may say why"),
    /** 0: address and port; 1: the cause. */
    REQUEST_CUT(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "{0} closed the connection in the middle of a session, without an answer ({1})",
            "a crash, or a proxy that cuts? nothing was sent a second time;"
                    + " --transport websocket needs one connection only"),

    /** 0: the host of the proxy. */
    PROXY_UNKNOWN_HOST(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "cannot resolve {0}, the host of the proxy",
            "check --proxy, or HTTP_PROXY, HTTPS_PROXY and ALL_PROXY in the environment"),
    /** 0: the proxy; 1: the reason; 2: the addresses that were tried. */
    PROXY_UNREACHABLE(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "cannot connect to the proxy {0} at {2} ({1})",
            "is it running, and on that port? --proxy '' goes without a proxy"),
    /** 0: the proxy; 1: the time limit. */
    PROXY_TIMEOUT(
            Layer.PROXY,
            ExitCode.TIMED_OUT,
            "no answer from the proxy {0} within {1}",
            "a firewall, or a wrong address? --proxy '' goes without a proxy"),
    /** 0: the proxy; 1: the target address; 2: the time limit. */
    PROXY_SILENT(
            Layer.PROXY,
            ExitCode.TIMED_OUT,
            "the proxy {0} made no connection to {1} within {2}",
            "is that server up, and may the proxy reach it? --connect-timeout waits longer"),
    /** 0: the proxy; 1: what it sends instead. */
    NOT_SUCH_A_PROXY(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "what listens at {0} is not such a proxy: {1}",
            "http://, https:// and socks5:// are different kinds: check the URL of the proxy"),
    /** 0: the proxy; 1: its response; 2: its URL with credentials. */
    PROXY_CREDENTIALS_MISSING(
            Layer.PROXY, ExitCode.NOT_CONNECTED, "the proxy {0} wants a name and a password ({1})", "--proxy {2}"),
    /** 0: the proxy; 1: its response. */
    PROXY_CREDENTIALS_REFUSED(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "the proxy {0} does not accept the name and password ({1})",
            "they are those in the URL of the proxy; characters such as @ : / % must be percent-encoded there"),
    /** 0: the proxy; 1: its response. */
    PROXY_LOGIN_UNKNOWN(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "the proxy {0} wants a login of another kind than Basic ({1})",
            "a local proxy that knows this kind can stand between: --proxy then names that one"),
    /** 0: the proxy; 1: the target address; 2: its response. */
    PROXY_REFUSED(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "the proxy {0} does not connect to {1} ({2})",
            "is the server up, and may the proxy reach that host and port? -v shows its answer"),
    /** 0: the URL asked for; 1: status and server; 2: the proxy. */
    PROXY_OR_SERVER(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "{1} for {0}: that says the proxy {2}, or one in front of the server",
            "is the server up, and may the proxy reach it? -v shows the answer; --noproxy HOST goes without"),

    /** 0: address and port; 1: the same with http. */
    NOT_TLS(Layer.TLS, ExitCode.NOT_CONNECTED, "{0} speaks plain HTTP, not TLS", "use {1}"),
    /** 0: address and port; 1: the start of its response. */
    NO_TLS(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} does not speak TLS: it answers with {1}",
            "is the port right? that is another program's"),
    /** 0: address and port; 1: the same with https. */
    TLS_REQUIRED(Layer.TLS, ExitCode.NOT_CONNECTED, "{0} wants TLS, and was spoken to in plain HTTP", "use {1}"),
    /** 0: host; 1: subject. */
    CERTIFICATE_SELF_SIGNED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} is self-signed ({1})",
            "--cacert FILE trusts it; --insecure goes on without checking"),
    /** 0: host; 1: the missing issuer. */
    CERTIFICATE_ISSUER_UNKNOWN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} is not trusted: its issuer is unknown ({1})",
            "--cacert FILE trusts a private authority; a public server must send its intermediate certificates"),
    /** 0: host; 1: the date. */
    CERTIFICATE_EXPIRED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} expired on {1}",
            "renew it, or check the clock of this machine; --insecure goes on without checking"),
    /** 0: host; 1: the date. */
    CERTIFICATE_NOT_YET_VALID(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} is not valid before {1}",
            "check the clock of this machine; --insecure goes on without checking"),
    /** 0: host; 1: the names in the certificate. */
    CERTIFICATE_OTHER_HOST(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate is for {1}, not for {0}",
            "use a host name that it covers, or --servername NAME; --insecure goes on without checking"),
    /** 0: address and port; 1: the name that was sent. */
    SERVER_NAME_UNKNOWN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} does not serve {1} (TLS alert unrecognized_name)",
            "use the public host name of the server, or --servername NAME"),
    /** 0: address and port; 1: the evidence. */
    CLIENT_CERTIFICATE_REQUIRED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} wants a client certificate ({1})",
            "--cert FILE and --key FILE send one"),
    /** 0: address and port; 1: subject of the certificate; 2: the evidence. */
    CLIENT_CERTIFICATE_REFUSED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} does not take the client certificate {1} ({2})",
            "is it of an authority that the server knows, and still valid? -v shows both"),
    /** 0: address and port; 1: the evidence. */
    TLS_VERSION_UNKNOWN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} has no version of TLS in common with sio ({1})",
            "sio speaks TLS 1.2 and 1.3; older ones are broken"),
    /** 0: host; 1: the cause. */
    TLS_FAILED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the TLS handshake with {0} failed: {1}",
            "is the port right? -v shows more"),

    /** 0: address and port; 1: the cause. */
    TLS_BROKEN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the TLS connection to {0} broke: {1}",
            "does something on the way change what passes? the server's log may say why"),

    /** 0: address and port; 1: the start of its response. */
    NOT_HTTP(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} does not speak HTTP/1.1: it answers with {1}",
            "is the port right? a Socket.IO server speaks HTTP/1.1"),
    /** 0: the URL asked for; 1: the size received so far. */
    HEAD_TOO_LARGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the head of the answer from {0} has no end, or is far too large: {1}",
            "a server or a proxy in a loop, such as one that adds a field again and again? its log may say why"),
    /** 0: the URL asked for; 1: their status. */
    INTERIM_FLOOD(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} sends one interim answer after the other (status {1}), and never the final one",
            "a server or a proxy in a loop? its log may say why"),
    /** 0: the URL asked for; 1: what is wrong with it. */
    ANSWER_BROKEN(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the answer from {0} is broken: {1}",
            "does a proxy cut or change it? --trace shows what came"),
    /** 0: the URL asked for; 1: status and server; 2: the path. */
    NO_SOCKET_IO_HERE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "an HTTP server answers at {0}, but there is no Socket.IO at {2} ({1})",
            "--path if the server uses another engine path; or is this another program's port?"),
    /** 0: the URL asked for; 1: status and server; 2: the path. */
    NO_SOCKET_IO_BEHIND(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the proxy at {0} passes the request on, but there is no Socket.IO at {2} behind it ({1})",
            "does it strip the path (nginx: a slash behind the port in proxy_pass)? or --path, if the server uses another"),
    /** 0: the URL asked for; 1: status and server. */
    WEB_PAGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "got a web page instead of a handshake from {0} ({1})",
            "the request never reached Socket.IO: check the port, --path, and the proxy's rule for that path"),
    /** 0: the URL asked for; 1: status and server. */
    NOT_A_HANDSHAKE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the answer from {0} is not a Socket.IO handshake ({1})",
            "check the port and --path; -v shows what came"),
    /** 0: the URL asked for; 1: the encoding. */
    ENCODING_NOT_READ(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the answer from {0} is in the encoding {1}, which sio does not read",
            "sio asks for gzip and reads gzip and deflate: the server, or a proxy, must not encode otherwise"),
    /** 0: the URL asked for; 1: status; 2: the target of the redirect. */
    REDIRECTED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} redirects to {2} ({1})",
            "use that address; a login page means that credentials are missing"),
    /** 0: the URL asked for; 1: status; 2: the path without a slash at its end. */
    SLASH_REDIRECTED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} redirects to the same path without the slash at its end ({1})",
            "--path {2}"),
    /** 0: the URL asked for; 1: status and server. */
    FORBIDDEN(
            Layer.HTTP,
            ExitCode.REFUSED,
            "{0} refuses with {1}, before Socket.IO is reached",
            "does it want a header (-H), a cookie (-b), --user or --bearer?"),
    /** 0: the URL asked for; 1: status and server; 2: the party that asks. */
    BROWSER_CHECK(
            Layer.HTTP,
            ExitCode.REFUSED,
            "{2} wants to check the browser before it lets requests for {0} through ({1})",
            "only a browser passes: exempt the engine path there; or send its cookies and User-Agent (-b, -H)"),
    /** 0: the URL asked for; 1: status and server; 2: the party that refuses. */
    EDGE_REFUSED(
            Layer.HTTP,
            ExitCode.REFUSED,
            "{2} refuses {0} before the server is reached ({1})",
            "a rule there decides this (firewall, address, country, User-Agent): exempt the engine path, or this address"),
    /** 0: the URL asked for; 1: status and server; 2: the party that responds; 3: what is wrong; 4: what to try. */
    EDGE_WITHOUT_SERVER(Layer.HTTP, ExitCode.NOT_CONNECTED, "{2} answers for {0}, and {3} ({1})", "{4}"),
    /** 0: the URL asked for; 1: status and server. */
    BAD_GATEWAY(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the proxy at {0} is up, the server behind it is not ({1})",
            "start the server, or correct the proxy's upstream"),
    /** 0: the URL asked for; 1: status and server; 2: when to try again. */
    UNAVAILABLE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} is not available ({1})",
            "a server that is down or overloaded behind a proxy, or a limit of the request rate: try again {2}"),
    /** 0: the URL asked for; 1: status and server. */
    GATEWAY_TIMEOUT(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the proxy at {0} got no answer in time from the server behind it ({1})",
            "is that server stuck or overloaded? or correct the proxy's upstream"),
    /** 0: the URL asked for; 1: status and server; 2: when to try again. */
    RATE_LIMITED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} limits the rate of requests ({1})",
            "try again {2}; --transport websocket needs one request only"),
    /** 0: the URL asked for; 1: status and server. */
    REQUEST_TOO_LARGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the URL or the headers are too long for {0} ({1})",
            "send a long token with --auth instead of --query or --header"),
    /** 0: the URL asked for; 1: status and server; 2: its size, after a separator. */
    BODY_TOO_LARGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "a packet is too large for {0} ({1}){2}",
            "maxHttpBufferSize of the server, or the limit of a proxy, must allow it"),
    /** 0: status and body; 1: what was sent, with its size. */
    POST_REFUSED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the server refused what was posted ({0}): {1}",
            "is it valid for this server, and not too large? the server's log may say more"),
    /** 0: the URL asked for; 1: status, content type and title. */
    FOREIGN_ANSWER(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} answered within the session with something else than Engine.IO ({1})",
            "does a proxy or a login page answer in the place of the server? -v shows what came"),
    /** 0: the URL asked for; 1: number of polls; 2: status and content type. */
    POLLED_IN_VAIN(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} answered {1} polls in a row at once, and sent no message ({2})",
            "does a proxy or a cache answer in the place of the server? --transport websocket polls nothing"),
    /** 0: the URL asked for; 1: status and server. */
    HTTP_STATUS(Layer.HTTP, ExitCode.NOT_CONNECTED, "{0} answers {1}", "-v shows the answer"),

    /** 0: the transport; 1: message of the server; 2: the other transport. */
    TRANSPORT_UNKNOWN(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server does not offer the transport {0} ({1})",
            "--transport {2}"),
    /** 0: message of the server. */
    SESSION_ID_LOST(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the id of the session got lost on the way: the server took a POST for a handshake ({0})",
            "does a proxy drop the query string, or redirect requests?"),
    /** 0: message of the server. */
    UPGRADE_HEADER_LOST(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "a proxy removes the Upgrade header: the websocket request arrived as a plain one ({0})",
            "let the proxy pass Upgrade and Connection; until then --transport polling"),
    /** 0: message of the server. */
    SESSION_UNKNOWN(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server does not know its own session ({0}): requests reach different nodes, or the session timed out",
            "a load balancer needs sticky sessions; --transport websocket works without"),
    /** 0: the header that shows a cache; 1: status and server. */
    HANDSHAKE_CACHED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the handshake came from a cache ({0}), and the session in it is not ours ({1})",
            "let the cache or CDN pass the engine path to the server"),
    /** 0: message of the server. */
    REQUEST_REFUSED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "a request of the open session was refused ({0})",
            "did it reach another node, or a proxy? a load balancer needs sticky sessions; -v shows the answer"),
    /** 0: message of the server. */
    POLLS_OVERLAPPED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server refuses a poll, as it does while another one of the same session is open ({0})",
            "does a proxy repeat requests, or somebody else use this session?"),
    /** 0: message of the server. */
    HANDSHAKE_FORBIDDEN(
            Layer.ENGINE_IO,
            ExitCode.REFUSED,
            "the server's allowRequest() refuses the handshake ({0})",
            "does it want a header (-H), a cookie (-b), a query parameter (-q) or an Origin header?"),
    /** Python and netty servers refuse in this way before Socket.IO 3. 0: message of the server. */
    HANDSHAKE_UNAUTHORIZED(
            Layer.ENGINE_IO,
            ExitCode.REFUSED,
            "the server refuses the connection ({0})",
            "its connect handler decides this; does it want --auth, a header (-H), a cookie (-b) or a query (-q)?"),
    /** 0: message of the server. */
    ORIGIN_REFUSED(
            Layer.ENGINE_IO,
            ExitCode.REFUSED,
            "the server does not accept the Origin header ({0})",
            "-H 'Origin: URL' with one that it allows (cors_allowed_origins), or none"),
    /** 0: the evidence. */
    OTHER_GENERATION(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server speaks a generation of Socket.IO that is not supported ({0})",
            "sio speaks Engine.IO 3 and 4, that is Socket.IO 1.x to 4.x"),
    /** 0: the generation asked for; 1: the one that was seen. */
    OTHER_THAN_FORCED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server speaks {1}, and --eio {0} asks for Engine.IO {0}",
            "leave out --eio {0}: it is found out"),
    /** 0: the URL; 1: what is missing or wrong. */
    HANDSHAKE_INVALID(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the handshake from {0} is not valid: {1}",
            "a Socket.IO server begins with an OPEN packet of sid, pingInterval and pingTimeout; check the port and --path"),
    /** 0: what is wrong with it. */
    BAD_PAYLOAD(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server sent a payload that is not valid: {0}",
            "does a proxy change or cut what it sends? -v shows more"),
    /** 0: message of the server. */
    HANDSHAKE_REFUSED(
            Layer.ENGINE_IO, ExitCode.NOT_CONNECTED, "the server refuses the handshake ({0})", "-v shows more"),
    /** 0: message of the server. */
    WEBSOCKET_REFUSED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server refuses the websocket ({0})",
            "--transport polling tells why: the error has a text there"),
    /** 0: what it sends. */
    WEBSOCKET_VIOLATION(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server breaks the websocket protocol: it sends {0}",
            "does something on the way change what passes? --transport polling goes without a websocket"),
    /** 0: the URL; 1: the time limit. */
    WEBSOCKET_SILENT(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "{0} opened the websocket, and then sent no handshake within {1}",
            "a plain WebSocket server, or a proxy that swallows frames? --transport polling shows more"),
    /** 0: the URL; 1: the time limit. */
    WEBSOCKET_SILENT_IN_EIO3(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "{0} opened the websocket, and then sent no handshake within {1}",
            "so does Socket.IO 3.x where it is asked for Engine.IO 3: leave out --eio 3"),
    /** 0: the URL. */
    PLAIN_WEBSOCKET(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "{0} is a plain WebSocket server, not Socket.IO",
            "use a plain WebSocket client for it; or is --path missing?"),
    /** 0: the URL; 1: the path. */
    WEBSOCKET_UNANSWERED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "{0} closed the websocket request without an answer",
            "a server does that where there is no Socket.IO at {1}: check --path; --transport polling shows more"),
    /** 0: the time limit; 1: what was waited for. */
    HANDSHAKE_TIMEOUT(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "no handshake within {0}: {1}",
            "is this a Socket.IO server? --connect-timeout waits longer"),

    /** 0: namespace; 1: message and data. */
    REFUSED_BY_SERVER(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the server refused the namespace {0}: {1}",
            "a middleware decides this; does it want other --auth, -H or -q?"),
    /** 0: namespace; 1: message and data. */
    REFUSED_WITHOUT_AUTH(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the server refused the namespace {0}: {1}",
            "a middleware decides this, and no auth was sent: does it want --auth, a query (-q) or a header (-H)?"),
    /** 0: namespace; 1: message; 2: the engine path, if the namespace looks like the path of the server. */
    INVALID_NAMESPACE(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the namespace {0} does not exist on the server ({1})",
            "a URL's path is its namespace; if it is where the server is mounted: --path {2}"),
    /** 0: namespace; 1: the time limit. */
    NAMESPACE_SILENT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "the session is open, but the namespace {0} did not answer within {1}",
            "a middleware that never calls next()? --connect-timeout waits longer"),
    /** 0: namespace; 1: how the session ended. */
    NAMESPACE_CUT(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the session ended before the namespace {0} was answered ({1})",
            "a middleware that never calls next()? the server's log may say why"),
    /** 0: namespace; 1: how the session ended; 2: the parser of the client; 3: the other one. */
    OTHER_PARSER(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the server closed the session as soon as {0} was asked for ({1}):"
                    + " most likely it does not have the {2} parser",
            "--parser {3}; if that fails too, the server's log may say why it closes"),
    /** The parser is known from the first packet of the server. 0: the parser that the server has; 1: the one asked for. */
    WRONG_PARSER(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the server writes its packets with the {0} parser, and was expected to have the {1} parser",
            "--parser {0}"),
    /** 0: event; 1: the time limit; 2: its size and the limit of the server; 3: what arrived
     * instead, after a separator. */
    LARGE_ACK_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no acknowledgement of {0} within {1}: {2}{3}",
            "some servers drop what is too large without a word: send less, or raise its limit (maxHttpBufferSize)"),
    /** 0: event; 1: the time limit; 2: what arrived instead, after a separator. */
    ACK_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no acknowledgement of {0} within {1}{2}",
            "the server has no handler for this event, or it never calls its callback; --ack-timeout waits longer"),
    /** 0: event; 1: the client; 2: the time limit. */
    CLIENT_SILENT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no acknowledgement of {0} from {1} within {2}",
            "does the client listen for this event, and call its callback? --ack-timeout waits longer"),
    /** 0: what did not happen; 1: the time limit; 2: what happened by then. */
    WAIT_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "{0} within {1} ({2})",
            "is the event spelled right, and in this namespace? --wait, --idle and --max-time set the time"),
    /** 0: what did not happen; 1: the time limit. */
    EVENT_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "{0} within {1}",
            "is the event spelled right, and in this namespace? --timeout waits longer"),
    /** 0: what did not happen; 1: the time limit; 2: what happened by then. */
    MAX_TIME(Layer.SOCKET_IO, ExitCode.TIMED_OUT, "{0} within {1} ({2})", "--max-time gives more time"),
    /** 0: reason in plain words; 1: what was left undone; 2: what to try. */
    DISCONNECTED(Layer.SOCKET_IO, ExitCode.DISCONNECTED, "disconnected: {0}{1}", "{2}"),
    /** 0: what was left undone, after a separator. */
    INTERRUPTED(Layer.PROGRAM, ExitCode.INTERRUPTED, "interrupted{0}", ""),
    /** 0: what is not connected; 1: the reason. */
    NOT_CONNECTED(Layer.SOCKET_IO, ExitCode.DISCONNECTED, "not connected to {0}: {1}", "connect"),
    /** 0: number of attempts. */
    RECONNECT_GIVEN_UP(
            Layer.SOCKET_IO, ExitCode.DISCONNECTED, "gave up reconnecting after {0}", "--reconnect N tries more often"),
    /** 0: namespace. */
    NOT_IN_NAMESPACE(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "cannot send: {0} is not connected, and not asked for",
            "it was left, refused or disconnected by the server: connect it again first"),
    /** 0: namespace. */
    UNACKNOWLEDGEABLE(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "cannot acknowledge: {0} is not connected",
            "an acknowledgement belongs to the connection that its event came over"),
    /** 0: namespace; 1: number of queued events. */
    OUTBOX_FULL(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "{0} is not connected, and {1} for it already",
            "wait for the connection"),

    /** 0: a value; 1: the obstacle; 2: the parser. */
    UNENCODABLE(
            Layer.USAGE,
            ExitCode.USAGE,
            "{0} cannot be sent with the {2} parser: {1}",
            "str:… sends the text itself, as a string"),

    /** 0: largest size of the heap. */
    OUT_OF_MEMORY(
            Layer.PROGRAM,
            ExitCode.INTERNAL,
            "{0} of memory are not enough for what was sent or received",
            "SIO_JAVA_OPTS=-Xmx4g gives Java more; -vv shows where"),
    /** 0: the cause. */
    INTERNAL(Layer.PROGRAM, ExitCode.INTERNAL, "a fault of sio itself: {0}", "please report it; -vv shows where");

    private final Layer layer;
    private final ExitCode exitCode;
    private final String message;
    private final String hint;

    FailureKind(Layer layer, ExitCode exitCode, String message, String hint) {
        this.layer = layer;
        this.exitCode = exitCode;
        this.message = message;
        this.hint = hint;
    }

    /** Returns the layer that failed. */
    public Layer layer() {
        return layer;
    }

    /** Returns the exit code of a command that ends with this failure. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** Returns the message, with places for facts. */
    String message() {
        return message;
    }

    /** Returns the hint, with places for facts. */
    String hint() {
        return hint;
    }
}
