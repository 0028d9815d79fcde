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
            Layer.DNS, ExitCode.NOT_CONNECTED, "cannot resolve {0}", "check the host name, the VPN and the DNS server"),
    /** 0: the zone. */
    UNKNOWN_ZONE(
            Layer.DNS,
            ExitCode.NOT_CONNECTED,
            "this machine has no network interface {0}, the zone of the server's address",
            "list the interfaces with ip link or ifconfig"),
    /** 0: address and port. */
    REFUSED(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "nothing listens on {0} (connection refused)",
            "start the server or correct the port; a container must publish its port"),
    /** 0: address and port; 1: the reason. */
    UNREACHABLE(Layer.TCP, ExitCode.NOT_CONNECTED, "cannot reach {0}: {1}", "check the network and the address"),
    /** 0: address and port; 1: the time limit. */
    TCP_TIMEOUT(
            Layer.TCP,
            ExitCode.TIMED_OUT,
            "no TCP connection to {0} within {1}",
            "check the address and the firewall; --connect-timeout sets the time"),
    /** 0: address and port; 1: the reason. */
    CANNOT_LISTEN(
            Layer.TCP, ExitCode.NOT_CONNECTED, "cannot listen on {0}: {1}", "use another port, or 0 for any free port"),
    /** 0: address and port; 1: the reason; 2: the address or the name of the host. */
    ADDRESS_NOT_LOCAL(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "cannot listen on {0}: {1}",
            "{2} is no address of this machine; correct --host: 127.0.0.1 is local, 0.0.0.0 is every address"),
    /** 0: address and port; 1: the cause. */
    CONNECTION_CUT(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "{0} closed the connection without a response ({1})",
            "check that this is an HTTP port, and read the server's log"),
    /** 0: address and port; 1: the cause. */
    REQUEST_CUT(
            Layer.TCP,
            ExitCode.NOT_CONNECTED,
            "{0} closed the connection during the session, without a response ({1})",
            "check the server and the proxy; nothing was sent twice; --transport websocket needs one connection"),

    /** 0: the host of the proxy. */
    PROXY_UNKNOWN_HOST(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "cannot resolve the proxy host {0}",
            "check --proxy and the variables HTTP_PROXY, HTTPS_PROXY and ALL_PROXY"),
    /** 0: the proxy; 1: the reason; 2: the addresses that were tried. */
    PROXY_UNREACHABLE(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "cannot connect to the proxy {0} at {2} ({1})",
            "start the proxy or correct its port; --proxy '' connects without it"),
    /** 0: the proxy; 1: the time limit. */
    PROXY_TIMEOUT(
            Layer.PROXY,
            ExitCode.TIMED_OUT,
            "no response from the proxy {0} within {1}",
            "check the address and the firewall; --proxy '' connects without the proxy"),
    /** 0: the proxy; 1: the target address; 2: the time limit. */
    PROXY_SILENT(
            Layer.PROXY,
            ExitCode.TIMED_OUT,
            "the proxy {0} did not connect to {1} within {2}",
            "check that the proxy can reach the server; --connect-timeout sets the time"),
    /** 0: the proxy; 1: what it sends instead. */
    NOT_SUCH_A_PROXY(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "{0} is not a proxy of this type: {1}",
            "check the scheme of the proxy URL: http://, https:// or socks5://"),
    /** 0: the proxy; 1: its response; 2: its URL with credentials. */
    PROXY_CREDENTIALS_MISSING(
            Layer.PROXY, ExitCode.NOT_CONNECTED, "the proxy {0} requires a name and a password ({1})", "--proxy {2}"),
    /** 0: the proxy; 1: its response. */
    PROXY_CREDENTIALS_REFUSED(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "the proxy {0} rejected the name or the password ({1})",
            "check them in the proxy URL; characters such as @ : / % must be percent-encoded"),
    /** 0: the proxy; 1: its response. */
    PROXY_LOGIN_UNKNOWN(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "the proxy {0} does not support Basic authentication ({1})",
            "use a local proxy that supports its method, and set --proxy to the local proxy"),
    /** 0: the proxy; 1: the target address; 2: its response. */
    PROXY_REFUSED(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "the proxy {0} refused to connect to {1} ({2})",
            "check that the proxy may reach this host and port; -v shows its response"),
    /** 0: the URL asked for; 1: status and server; 2: the proxy. */
    PROXY_OR_SERVER(
            Layer.PROXY,
            ExitCode.NOT_CONNECTED,
            "{1} for {0}, from the proxy {2} or a proxy in front of the server",
            "check that the proxy can reach the server; --noproxy HOST connects without it; -v shows the response"),

    /** 0: address and port; 1: the same with http. */
    NOT_TLS(Layer.TLS, ExitCode.NOT_CONNECTED, "{0} speaks plain HTTP, not TLS", "use {1}"),
    /** 0: address and port; 1: the start of its response. */
    NO_TLS(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} does not speak TLS: it sent {1}",
            "check the port: another program uses it"),
    /** 0: address and port; 1: the same with https. */
    TLS_REQUIRED(Layer.TLS, ExitCode.NOT_CONNECTED, "{0} requires TLS, but plain HTTP was used", "use {1}"),
    /** 0: host; 1: subject. */
    CERTIFICATE_SELF_SIGNED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} is self-signed ({1})",
            "trust it with --cacert FILE, or skip the check with --insecure"),
    /** 0: host; 1: the missing issuer. */
    CERTIFICATE_ISSUER_UNKNOWN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} has an unknown issuer ({1})",
            "trust a private CA with --cacert FILE; a public server must send its intermediate certificates"),
    /** 0: host; 1: the date. */
    CERTIFICATE_EXPIRED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} expired on {1}",
            "renew it, or check the clock of this machine; --insecure skips the check"),
    /** 0: host; 1: the date. */
    CERTIFICATE_NOT_YET_VALID(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} is not valid before {1}",
            "check the clock of this machine; --insecure skips the check"),
    /** 0: host; 1: the fault, in the words of the JDK. */
    CERTIFICATE_INVALID(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate of {0} is not valid for a server ({1})",
            "correct its key usage, its issuer or its signature; -v shows the certificates, and --insecure skips the check"),
    /** 0: host; 1: the names in the certificate. */
    CERTIFICATE_OTHER_HOST(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the certificate is for {1}, not for {0}",
            "use a host name that it covers, or --servername NAME; --insecure skips the check"),
    /** 0: address and port; 1: the name that was sent. */
    SERVER_NAME_UNKNOWN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} does not serve {1} (TLS alert unrecognized_name)",
            "use the server's public host name, or --servername NAME"),
    /** 0: address and port; 1: the evidence. */
    CLIENT_CERTIFICATE_REQUIRED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} requires a client certificate ({1})",
            "send one with --cert FILE and --key FILE"),
    /** 0: address and port; 1: subject of the certificate; 2: the evidence. */
    CLIENT_CERTIFICATE_REFUSED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} rejected the client certificate {1} ({2})",
            "check its issuer and its validity; -v shows both"),
    /** 0: address and port; 1: the evidence. */
    TLS_VERSION_UNKNOWN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "{0} and sio support no common TLS version ({1})",
            "sio supports TLS 1.2 and 1.3; older versions are insecure"),
    /** 0: host; 1: the cause. */
    TLS_FAILED(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the TLS handshake with {0} failed: {1}",
            "check the port; -v shows details"),

    /** 0: address and port; 1: the cause. */
    TLS_BROKEN(
            Layer.TLS,
            ExitCode.NOT_CONNECTED,
            "the TLS connection to {0} broke: {1}",
            "check proxies between sio and the server, and read the server's log"),

    /** 0: address and port; 1: the start of its response. */
    NOT_HTTP(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} does not speak HTTP/1.1: it sent {1}",
            "check the port; a Socket.IO server speaks HTTP/1.1"),
    /** 0: address and port. */
    HTTP2_ONLY(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} speaks HTTP/2 only, and clients open websockets with HTTP/1.1",
            "let the front end accept HTTP/1.1 beside HTTP/2"),
    /** 0: the URL asked for; 1: the size received so far. */
    HEAD_TOO_LARGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the header of the response from {0} is too large: {1}",
            "read the log of the server or the proxy; it may add the same field repeatedly"),
    /** 0: the URL asked for; 1: their status. */
    INTERIM_FLOOD(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} sent too many interim responses (status {1}) and no final response",
            "read the log of the server or the proxy"),
    /** 0: the URL asked for; 1: what is wrong with it. */
    ANSWER_BROKEN(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the response from {0} is malformed: {1}",
            "check proxies, which may cut or change it; --trace shows the response"),
    /** 0: the URL asked for; 1: status and server; 2: the path. */
    NO_SOCKET_IO_HERE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} is an HTTP server without Socket.IO at {2} ({1})",
            "check the port, and set --path if the server uses another engine path"),
    /** 0: the URL asked for; 1: status and server; 2: the path. */
    NO_SOCKET_IO_BEHIND(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the server behind the proxy at {0} has no Socket.IO at {2} ({1})",
            "check that the proxy keeps the path (nginx: no slash after the port in proxy_pass), or set --path"),
    /** 0: the URL asked for; 1: status and server. */
    WEB_PAGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} returned a web page instead of a handshake ({1})",
            "check the port, --path and the proxy's rule for that path; the request did not reach Socket.IO"),
    /** 0: the URL asked for; 1: status and server. */
    NOT_A_HANDSHAKE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the response from {0} is not a Socket.IO handshake ({1})",
            "check the port and --path; -v shows the response"),
    /** 0: the URL asked for; 1: the encoding. */
    ENCODING_NOT_READ(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the response from {0} has the unsupported encoding {1}",
            "let the server or the proxy use gzip or deflate, or no encoding"),
    /** 0: the URL asked for; 1: status; 2: the target of the redirect. */
    REDIRECTED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} redirects to {2} ({1})",
            "use that address; a redirect to a login page means missing credentials"),
    /** 0: the URL asked for; 1: status; 2: the path without a slash at its end. */
    SLASH_REDIRECTED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} redirects to the same path without the final slash ({1})",
            "--path {2}"),
    /** 0: the URL asked for; 1: status and server. */
    FORBIDDEN(
            Layer.HTTP,
            ExitCode.REFUSED,
            "{0} refused the request with {1}, before Socket.IO",
            "send the header (-H), cookie (-b), --user or --bearer that it requires"),
    /** 0: the URL asked for; 1: status and server; 2: the party that asks. */
    BROWSER_CHECK(
            Layer.HTTP,
            ExitCode.REFUSED,
            "{2} requires a browser check for {0} ({1})",
            "exempt the engine path from the check, or send a browser's cookies and User-Agent (-b, -H)"),
    /** 0: the URL asked for; 1: status and server; 2: the party that refuses. */
    EDGE_REFUSED(
            Layer.HTTP,
            ExitCode.REFUSED,
            "{2} refused {0} in front of the server ({1})",
            "exempt the engine path or this address from its rules (firewall, address, country, User-Agent)"),
    /** 0: the URL asked for; 1: status and server; 2: the party that responds; 3: what is wrong; 4: what to try. */
    EDGE_WITHOUT_SERVER(Layer.HTTP, ExitCode.NOT_CONNECTED, "{2} responded for {0}: {3} ({1})", "{4}"),
    /** 0: the URL asked for; 1: status and server. */
    BAD_GATEWAY(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the proxy at {0} cannot reach the server behind it ({1})",
            "start the server, or correct the proxy's upstream address"),
    /** 0: the URL asked for; 1: status and server; 2: when to try again. */
    UNAVAILABLE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} is not available ({1})",
            "try again {2}; the server behind a proxy may be down or overloaded, or requests are rate-limited"),
    /** 0: the URL asked for; 1: status and server. */
    GATEWAY_TIMEOUT(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the proxy at {0} timed out waiting for the server behind it ({1})",
            "check the load of the server, and the proxy's upstream address"),
    /** 0: the URL asked for; 1: status and server; 2: when to try again. */
    RATE_LIMITED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} limits the request rate ({1})",
            "try again {2}; --transport websocket needs only one request"),
    /** 0: the URL asked for; 1: status and server. */
    REQUEST_TOO_LARGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the URL or the headers are too long for {0} ({1})",
            "send long tokens with --auth instead of --query or --header"),
    /** 0: the URL asked for; 1: status and server; 2: its size, after a separator. */
    BODY_TOO_LARGE(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "a packet is too large for {0} ({1}){2}",
            "raise maxHttpBufferSize of the server, or the limit of the proxy"),
    /** 0: status and body; 1: what was sent, with its size. */
    POST_REFUSED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the server refused a posted payload ({0}): {1}",
            "check its content and size, and read the server's log"),
    /** 0: the URL asked for; 1: status, content type and title. */
    FOREIGN_ANSWER(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} sent a response that is not Engine.IO during the session ({1})",
            "check for a proxy or a login page in front of the server; -v shows the response"),
    /** 0: the URL asked for; 1: number of polls; 2: status and content type. */
    POLLED_IN_VAIN(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "{0} responded to {1} polls in a row immediately, without a message ({2})",
            "check for a proxy or a cache in front of the server; --transport websocket does not poll"),
    /** 0: the URL asked for; 1: status and server. */
    HTTP_STATUS(Layer.HTTP, ExitCode.NOT_CONNECTED, "{0} responded with {1}", "-v shows the response"),

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
            "the session id was lost: the server read a POST as a handshake ({0})",
            "check proxies, which may drop the query string or redirect requests"),
    /** 0: message of the server. */
    UPGRADE_HEADER_LOST(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "a proxy removed the Upgrade header of the websocket request ({0})",
            "let the proxy pass Upgrade and Connection, or use --transport polling"),
    /** 0: message of the server. */
    SESSION_UNKNOWN(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server does not know the session ({0}): requests reach different nodes, or the session timed out",
            "use sticky sessions in the load balancer, or --transport websocket"),
    /** 0: pingInterval; 1: pingTimeout. */
    SESSION_EXPIRED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the session ended before its heartbeat could be answered (pingInterval {0}, pingTimeout {1})",
            "set pingInterval: 25000 and pingTimeout: 20000, the defaults in ms"),
    /** 0: the origin of the page; 1: the reason. */
    PAGE_BLOCKED(
            Layer.HTTP,
            ExitCode.REFUSED,
            "pages of {0} cannot connect with a browser: {1}",
            "allow the origin in the option cors of the server"),
    /** 0: number of sessions that met another node; 1: number of all sessions; 2: status and message of the response. */
    NOT_STICKY(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "{0} of {1} sessions met another node, which does not know them ({2})",
            "use sticky sessions in the load balancer, or --transport websocket"),
    /** 0: the time limit. */
    POLL_HELD_BACK(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "the response to a poll did not arrive within {0}, although the server had something to send",
            "let the proxy pass responses on at once, or use --transport websocket"),
    /** 0: the transport; 1: the time since the session opened; 2: the time since the last heartbeat; 3: how it ended. */
    IDLE_CUT(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "an idle {0} session ended after {1}, {2} after the last heartbeat: {3}",
            "raise the idle timeout of the proxy, or lower pingInterval of the server"),
    /** 0: the header that shows a cache; 1: status and server. */
    HANDSHAKE_CACHED(
            Layer.HTTP,
            ExitCode.NOT_CONNECTED,
            "the handshake came from a cache ({0}), with the session of another client ({1})",
            "let the cache or CDN pass the engine path to the server"),
    /** 0: message of the server. */
    REQUEST_REFUSED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server refused a request of the open session ({0})",
            "use sticky sessions in the load balancer, and check proxies; -v shows the response"),
    /** 0: message of the server. */
    POLLS_OVERLAPPED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server refused a poll: another poll of this session is open ({0})",
            "check proxies, which may repeat requests, and other users of this session"),
    /** 0: message of the server. */
    HANDSHAKE_FORBIDDEN(
            Layer.ENGINE_IO,
            ExitCode.REFUSED,
            "allowRequest() of the server refused the handshake ({0})",
            "send the header (-H), cookie (-b), query parameter (-q) or Origin that it requires"),
    /** Python and netty servers refuse in this way before Socket.IO 3. 0: message of the server. */
    HANDSHAKE_UNAUTHORIZED(
            Layer.ENGINE_IO,
            ExitCode.REFUSED,
            "the server refused the connection ({0})",
            "send what its connect handler requires: --auth, a header (-H), a cookie (-b) or a query (-q)"),
    /** 0: message of the server. */
    ORIGIN_REFUSED(
            Layer.ENGINE_IO,
            ExitCode.REFUSED,
            "the server rejected the Origin header ({0})",
            "send an allowed origin with -H 'Origin: URL' (cors_allowed_origins), or none"),
    /** 0: the evidence. */
    OTHER_GENERATION(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server speaks an unsupported version of Socket.IO ({0})",
            "sio supports Socket.IO 1.x to 4.x (Engine.IO 3 and 4)"),
    /** 0: the generation asked for; 1: the one that was seen. */
    OTHER_THAN_FORCED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server speaks {1}, but --eio {0} requires Engine.IO {0}",
            "omit --eio {0}: sio detects the version"),
    /** 0: the URL; 1: what is missing or wrong. */
    HANDSHAKE_INVALID(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the handshake from {0} is invalid: {1}",
            "check the port and --path; a handshake is an OPEN packet with sid, pingInterval and pingTimeout"),
    /** 0: what is wrong with it. */
    BAD_PAYLOAD(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server sent an invalid payload: {0}",
            "check proxies, which may change or cut it; -v shows details"),
    /** 0: message of the server. */
    HANDSHAKE_REFUSED(
            Layer.ENGINE_IO, ExitCode.NOT_CONNECTED, "the server refused the handshake ({0})", "-v shows details"),
    /** 0: message of the server. */
    WEBSOCKET_REFUSED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server refused the websocket ({0})",
            "use --transport polling to see the error message"),
    /** 0: what it sends. */
    WEBSOCKET_VIOLATION(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "the server violates the websocket protocol: it sent {0}",
            "check proxies between sio and the server; --transport polling uses no websocket"),
    /** 0: the URL; 1: the time limit. */
    WEBSOCKET_SILENT(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "{0} opened the websocket, and then sent no handshake within {1}",
            "check for a plain WebSocket server or a proxy that drops frames; --transport polling shows details"),
    /** 0: the URL; 1: the time limit. */
    WEBSOCKET_SILENT_IN_EIO3(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "{0} opened the websocket, and then sent no handshake within {1}",
            "omit --eio 3: Socket.IO 3.x does this if Engine.IO 3 is requested"),
    /** 0: the URL. */
    PLAIN_WEBSOCKET(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "{0} is a plain WebSocket server, not Socket.IO",
            "use a plain WebSocket client, or set --path"),
    /** 0: the URL; 1: the path. */
    WEBSOCKET_UNANSWERED(
            Layer.ENGINE_IO,
            ExitCode.NOT_CONNECTED,
            "{0} closed the websocket request without a response",
            "check --path: there may be no Socket.IO at {1}; --transport polling shows details"),
    /** 0: the time limit; 1: what was waited for. */
    HANDSHAKE_TIMEOUT(
            Layer.ENGINE_IO,
            ExitCode.TIMED_OUT,
            "no handshake within {0}: {1}",
            "check that this is a Socket.IO server; --connect-timeout sets the time"),

    /** 0: namespace; 1: message and data. */
    REFUSED_BY_SERVER(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the server refused the namespace {0}: {1}",
            "a middleware refused it: check --auth, -H and -q"),
    /** 0: namespace; 1: message and data. */
    REFUSED_WITHOUT_AUTH(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the server refused the namespace {0}: {1}",
            "a middleware refused it, and no auth was sent: send --auth, a query (-q) or a header (-H)"),
    /** 0: namespace; 1: message of {@code sio serve --max-clients}. */
    SERVER_FULL(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the server refused the namespace {0}: {1}",
            "disconnect a client, or raise --max-clients of the server"),
    /** 0: namespace; 1: the time since it was connected; 2: the reason of the server, after a separator. */
    DISCONNECTED_AT_ONCE(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the server disconnected the client {1} after it had connected to {0}{2}",
            "its handler of \"connection\" calls disconnect(): check --auth, -H and -q"),
    /** 0: namespace; 1: the time since it was connected; 2: how the session ended. */
    SESSION_CUT_AT_ONCE(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the session ended {1} after the client had connected to {0}: {2}",
            "read the logs of the server and of the proxies"),
    /** 0: namespace; 1: message. */
    INVALID_NAMESPACE(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the namespace {0} does not exist on the server ({1})",
            "check the spelling of the namespace, and that the server defines it"),
    /** The namespace is the path of the URL. 0: namespace; 1: message; 2: the engine path to try. */
    INVALID_NAMESPACE_IN_URL(
            Layer.SOCKET_IO,
            ExitCode.REFUSED,
            "the namespace {0} does not exist on the server ({1})",
            "the path of a URL is the namespace; use --path {2} if it is the engine path"),
    /** 0: namespace; 1: the time limit. */
    NAMESPACE_SILENT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no CONNECT response for the namespace {0} within {1}; the session is open",
            "check that its middleware calls next(); --connect-timeout sets the time"),
    /** 0: namespace; 1: how the session ended. */
    NAMESPACE_CUT(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the session ended before the namespace {0} was joined ({1})",
            "check that its middleware calls next(), and read the server's log"),
    /** 0: namespace; 1: how the session ended; 2: the parser of the client; 3: the other one. */
    OTHER_PARSER(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the server closed the session after CONNECT for {0} ({1}); it probably does not use the {2} parser",
            "use --parser {3}; if that fails too, read the server's log"),
    /** The parser is known from the first packet of the server. 0: the parser that the server has; 1: the one asked for. */
    WRONG_PARSER(
            Layer.SOCKET_IO,
            ExitCode.NOT_CONNECTED,
            "the server uses the {0} parser, but the {1} parser was configured",
            "--parser {0}"),
    /** 0: event; 1: the time limit; 2: its size and the limit of the server; 3: what arrived
     * instead, after a separator. */
    LARGE_ACK_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no acknowledgement of {0} within {1}: {2}{3}",
            "send less, or raise maxHttpBufferSize; some servers drop large messages silently"),
    /** 0: event; 1: the time limit; 2: the number of arguments and the noun; 3: what arrived instead, after a separator. */
    ACK_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no acknowledgement of {0} within {1}{3}",
            "check that the server handles this event, takes {2} before the callback, and calls it;"
                    + " --ack-timeout sets the time"),
    /** 0: event; 1: the client; 2: the time limit. */
    CLIENT_SILENT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "no acknowledgement of {0} from {1} within {2}",
            "check that the client handles this event and calls the callback; --ack-timeout sets the time"),
    /** 0: what did not happen; 1: the time limit; 2: what happened by then. */
    WAIT_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "{0} within {1} ({2})",
            "check the event name, the namespace and the filters; --wait, --idle and --max-time set the time"),
    /** 0: what did not happen; 1: the time limit. */
    EVENT_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "{0} within {1}",
            "check the event name and the namespace; --timeout sets the time"),
    /** 0: what did not happen; 1: the time limit; 2: how long there has been no connection, as a sentence. */
    UNCONNECTED_TIMEOUT(
            Layer.SOCKET_IO,
            ExitCode.TIMED_OUT,
            "{0} within {1}; {2}",
            "start the server; connect opens a connection, and --timeout sets the time"),
    /** 0: what was expected; 1: what came instead, in lines that begin with a line break. */
    EXPECTATION_FAILED(Layer.EXPECTATION, ExitCode.EXPECTATION_FAILED, "{0}{1}", ""),
    /** 0: the URL of the server; 1: the time limit; 2: the failure of the last attempt. */
    SERVER_NOT_STARTED(
            Layer.PROGRAM,
            ExitCode.NOT_CONNECTED,
            "no server at {0} within {1}: {2}",
            "start the server; --wait-for-server sets the time"),
    /** 0: the time limit. */
    TEST_TIMEOUT(
            Layer.EXPECTATION,
            ExitCode.TIMED_OUT,
            "the test did not finish within {0}",
            "--timeout sets the time of a test"),
    /** 0: what did not happen; 1: the time limit; 2: what happened by then. */
    MAX_TIME(Layer.SOCKET_IO, ExitCode.TIMED_OUT, "{0} within {1} ({2})", "--max-time sets the time"),
    /** 0: reason in plain words; 1: what was left undone; 2: what to try. */
    DISCONNECTED(Layer.SOCKET_IO, ExitCode.DISCONNECTED, "disconnected: {0}{1}", "{2}"),
    /** 0: what was left undone, after a separator. */
    INTERRUPTED(Layer.PROGRAM, ExitCode.INTERRUPTED, "interrupted{0}", ""),
    /** 0: what is not connected; 1: the reason. */
    NOT_CONNECTED(Layer.SOCKET_IO, ExitCode.DISCONNECTED, "not connected to {0}: {1}", "connect"),
    /** 0: number of attempts. */
    RECONNECT_GIVEN_UP(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "gave up reconnecting after {0}",
            "--reconnect N sets the number of attempts"),
    /** 0: namespace; 1: what was left undone, after a separator. */
    NOT_IN_NAMESPACE(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "cannot send: namespace {0} is not joined{1}",
            "join it first; it was left, or the server refused or disconnected it"),
    /** 0: namespace. */
    UNACKNOWLEDGEABLE(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "cannot acknowledge: namespace {0} is not joined",
            "an acknowledgement must use the connection that delivered its event"),
    /** 0: namespace; 1: number of queued events. */
    OUTBOX_FULL(
            Layer.SOCKET_IO,
            ExitCode.DISCONNECTED,
            "namespace {0} is not connected, and {1} for it",
            "wait for the connection"),

    /** 0: a value; 1: the obstacle; 2: the parser. */
    UNENCODABLE(
            Layer.USAGE,
            ExitCode.USAGE,
            "{0} cannot be sent with the {2} parser: {1}",
            "use str:… to send the text as a string"),

    /** 0: largest size of the heap; 1: what was left undone, after a separator. */
    OUT_OF_MEMORY(
            Layer.PROGRAM,
            ExitCode.INTERNAL,
            "{0} of memory are not enough for the data sent or received{1}",
            "set SIO_JAVA_OPTS=-Xmx4g; -vv shows the stack trace"),
    /** 0: the cause. */
    INTERNAL(Layer.PROGRAM, ExitCode.INTERNAL, "internal error: {0}", "please report it; -vv shows the stack trace");

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
