package io.github.siocli.doctor.check;

import io.github.siocli.doctor.result.Advice.Snippet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lines for the configuration of proxies and load balancers, for each problem that they cause. */
final class ProxySnippets {

    static final String NGINX = "nginx";
    static final String HAPROXY = "HAProxy";
    static final String APACHE = "Apache";
    static final String CADDY = "Caddy";
    static final String AWS_ALB = "AWS ALB";
    static final String CLOUDFLARE = "Cloudflare";
    static final String IIS = "IIS";

    private ProxySnippets() {}

    /**
     * Returns the snippet of the product that responded first, if it is known.
     *
     * @param responder the program that responded; empty if it is unknown
     */
    static List<Snippet> ordered(List<Snippet> snippets, Optional<Responder> responder) {
        Optional<String> product = responder.flatMap(Responder::product);
        return snippets.stream()
                .sorted((one, other) -> Boolean.compare(
                        product.filter(other.program()::equals).isPresent(),
                        product.filter(one.program()::equals).isPresent()))
                .toList();
    }

    /** Lines that pass a websocket to the server. */
    static List<Snippet> upgrade(String path) {
        return List.of(
                Snippet.of(NGINX, """
                        location %s {
                            proxy_pass http://127.0.0.1:3000;
                            proxy_http_version 1.1;
                            proxy_set_header Upgrade $http_upgrade;
                            proxy_set_header Connection "upgrade";
                            proxy_set_header Host $host;
                        }
                        """.formatted(path)),
                Snippet.of(HAPROXY, """
                        # HAProxy passes websockets by default; remove rules such as
                        # http-request del-header Upgrade, and set
                        timeout tunnel 1h
                        """),
                Snippet.of(APACHE, """
                        # a2enmod proxy_http proxy_wstunnel rewrite
                        ProxyPass "%1$s" "http://127.0.0.1:3000%1$s" upgrade=websocket
                        """.formatted(path)),
                Snippet.of(CADDY, """
                        # Caddy passes websockets by default:
                        reverse_proxy %s* 127.0.0.1:3000
                        """.formatted(path)),
                Snippet.of(AWS_ALB, """
                        # an ALB passes websockets; a Classic Load Balancer with an HTTP listener does not:
                        # use an Application Load Balancer
                        """),
                Snippet.of(CLOUDFLARE, """
                        # dashboard: Network > WebSockets: on
                        """),
                Snippet.of(IIS, """
                        # install the WebSocket Protocol feature and Application Request Routing, and in web.config:
                        <webSocket enabled="false" />
                        """));
    }

    /** Lines that keep the requests of a session on one node. */
    static List<Snippet> sticky() {
        return List.of(
                Snippet.of(NGINX, """
                        upstream nodes {
                            hash $remote_addr consistent;  # or ip_hash, or sticky cookie of nginx Plus
                            server 10.0.0.1:3000;
                            server 10.0.0.2:3000;
                        }
                        """),
                Snippet.of(HAPROXY, """
                        cookie io prefix indirect nocache   # uses the cookie of the server
                        server node1 10.0.0.1:3000 check cookie node1
                        server node2 10.0.0.2:3000 check cookie node2
                        """),
                Snippet.of(APACHE, """
                        Header add Set-Cookie "SERVERID=sticky.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED
                        <Proxy "balancer://nodes">
                            BalancerMember "http://10.0.0.1:3000" route=node1
                            BalancerMember "http://10.0.0.2:3000" route=node2
                            ProxySet stickysession=SERVERID
                        </Proxy>
                        """),
                Snippet.of(CADDY, """
                        reverse_proxy 10.0.0.1:3000 10.0.0.2:3000 {
                            lb_policy cookie
                        }
                        """),
                Snippet.of(AWS_ALB, """
                        aws elbv2 modify-target-group-attributes --target-group-arn ARN --attributes \\
                            Key=stickiness.enabled,Value=true Key=stickiness.type,Value=lb_cookie
                        """),
                Snippet.of(CLOUDFLARE, """
                        # dashboard: Traffic > Load Balancing > Session affinity: by Cloudflare cookie
                        """),
                Snippet.of(IIS, """
                        # Server Farms > Server Affinity > Client affinity: on
                        """));
    }

    /** Lines that keep an idle connection open for a time. */
    static List<Snippet> idleTimeout(Duration time) {
        long seconds = time.toSeconds();
        return List.of(
                Snippet.of(NGINX, """
                        proxy_read_timeout %1$ds;
                        proxy_send_timeout %1$ds;
                        """.formatted(seconds)),
                Snippet.of(HAPROXY, """
                        timeout client %1$ds
                        timeout server %1$ds
                        timeout tunnel 1h
                        """.formatted(seconds)),
                Snippet.of(APACHE, "ProxyTimeout " + seconds),
                Snippet.of(CADDY, "# Caddy has no idle timeout for proxied connections"),
                Snippet.of(AWS_ALB, """
                        aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN --attributes \\
                            Key=idle_timeout.timeout_seconds,Value=%d
                        """.formatted(seconds)),
                Snippet.of(CLOUDFLARE, "# the limit of 100 s is fixed on most plans: use a pingInterval of 25 s"),
                Snippet.of(IIS, "# Server Farms > Proxy > Time-out (seconds): " + seconds));
    }

    /** Lines that pass responses on as they come. */
    static List<Snippet> noBuffering(String path) {
        return List.of(
                Snippet.of(NGINX, """
                        location %s {
                            proxy_pass http://127.0.0.1:3000;
                            proxy_buffering off;
                            proxy_cache off;
                        }
                        """.formatted(path)),
                Snippet.of(HAPROXY, """
                        no option http-buffer-request
                        """),
                Snippet.of(APACHE, "ProxyPass \"%1$s\" \"http://127.0.0.1:3000%1$s\" flushpackets=on".formatted(path)),
                Snippet.of(CADDY, """
                        reverse_proxy %s* 127.0.0.1:3000 {
                            flush_interval -1
                        }
                        """.formatted(path)),
                Snippet.of(CLOUDFLARE, "# dashboard: Caching > Cache Rules: bypass the cache for " + path),
                Snippet.of(IIS, "# Server Farms > Proxy > Response buffer threshold (KB): 0"));
    }

    /** Lines that keep the connections of clients open between two requests. */
    static List<Snippet> keepAlive() {
        return List.of(
                Snippet.of(NGINX, "keepalive_timeout 75s;"),
                Snippet.of(HAPROXY, """
                        no option httpclose
                        option http-keep-alive
                        timeout http-keep-alive 75s
                        """),
                Snippet.of(APACHE, """
                        KeepAlive On
                        KeepAliveTimeout 75
                        MaxKeepAliveRequests 0
                        """),
                Snippet.of(IIS, "<httpProtocol allowKeepAlive=\"true\" />"));
    }

    /** Lines that leave the header fields of CORS to the server. */
    static List<Snippet> serverCors() {
        String name = "Access-Control-Allow-Origin";
        return List.of(
                Snippet.of(NGINX, """
                        # remove add_header %1$s, or keep it and add
                        proxy_hide_header %1$s;
                        """.formatted(name)),
                Snippet.of(HAPROXY, "http-response del-header %s   # before any set-header of it".formatted(name)),
                Snippet.of(APACHE, "Header onsuccess unset " + name),
                Snippet.of(CADDY, "header_down -" + name + "   # in reverse_proxy"),
                Snippet.of(CLOUDFLARE, "# dashboard: Rules > Transform Rules: remove the rule that adds " + name),
                Snippet.of(IIS, "<customHeaders><remove name=\"%s\" /></customHeaders>".formatted(name)));
    }

    /** Lines that let pages of another site send the cookie of the load balancer. */
    static List<Snippet> crossSiteCookie() {
        return List.of(
                Snippet.of(NGINX, "proxy_cookie_flags ~ secure samesite=none;"),
                Snippet.of(HAPROXY, "cookie NODE insert indirect nocache secure attr \"SameSite=None\""),
                Snippet.of(APACHE, "Header edit Set-Cookie $ \"; SameSite=None; Secure\""),
                Snippet.of(CADDY, "lb_policy cookie   # over https its cookie is SameSite=None; Secure"),
                Snippet.of(AWS_ALB, "# over HTTPS the ALB adds the cookie AWSALBCORS, which is SameSite=None; Secure"),
                Snippet.of(
                        IIS, "# Server Farms > Server Affinity, and an outbound rule that adds SameSite=None; Secure"));
    }

    /** Lines that let clients use HTTP/1.1, without which few programs open a websocket. */
    static List<Snippet> http1() {
        return List.of(
                Snippet.of(NGINX, "listen 443 ssl;   # nginx offers HTTP/1.1 beside HTTP/2"),
                Snippet.of(HAPROXY, "bind :443 ssl crt site.pem alpn h2,http/1.1   # without proto h2"),
                Snippet.of(APACHE, "Protocols h2 http/1.1"),
                Snippet.of(CADDY, """
                        servers {
                            protocols h1 h2 h3
                        }
                        """));
    }

    /** Lines that pass the engine path unchanged. */
    static List<Snippet> passPath(String path) {
        return List.of(
                Snippet.of(NGINX, """
                        location %s {
                            proxy_pass http://127.0.0.1:3000;  # no path and no slash after the port
                        }
                        """.formatted(path)),
                Snippet.of(HAPROXY, """
                        acl engine path_beg %s
                        use_backend socketio if engine
                        """.formatted(path)),
                Snippet.of(
                        APACHE, "ProxyPass \"%1$s\" \"http://127.0.0.1:3000%1$s\" upgrade=websocket".formatted(path)),
                Snippet.of(CADDY, "reverse_proxy %s* 127.0.0.1:3000   # handle, not handle_path".formatted(path)),
                Snippet.of(AWS_ALB, "# listener rule: path pattern %s* forwards to the target group".formatted(path)),
                Snippet.of(CLOUDFLARE, "# exempt %s* from redirects, page rules and caches".formatted(path)),
                Snippet.of(IIS, """
                        <rule name="socket.io"><match url="^%s.*" />
                            <action type="Rewrite" url="http://127.0.0.1:3000/{R:0}" /></rule>
                        """.formatted(path.substring(1))));
    }

    /** Lines that send the intermediate certificates after the server's own. */
    static List<Snippet> certificateChain() {
        return List.of(
                Snippet.of(NGINX, "ssl_certificate /etc/letsencrypt/live/NAME/fullchain.pem;   # not cert.pem"),
                Snippet.of(HAPROXY, "cat cert.pem intermediate.pem key.pem > site.pem   # bind :443 ssl crt site.pem"),
                Snippet.of(APACHE, "SSLCertificateFile /etc/letsencrypt/live/NAME/fullchain.pem"),
                Snippet.of(CADDY, "tls fullchain.pem key.pem"),
                Snippet.of(AWS_ALB, "# import the intermediates into ACM as \"certificate chain\""),
                Snippet.of(IIS, "# install the intermediates into \"Intermediate Certification Authorities\""),
                Snippet.of("Node", "https.createServer({ key, cert: fs.readFileSync(\"fullchain.pem\") })"));
    }
}
