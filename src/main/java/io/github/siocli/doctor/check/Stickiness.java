package io.github.siocli.doctor.check;

import java.util.List;

/**
 * How requests of one session reach one node.
 *
 * @param sessions number of sessions that were examined
 * @param withoutCookies number of sessions of which a request without the server's cookies met another node
 * @param withCookies number of sessions of which a request with these cookies met another node
 * @param cookies names of the cookies that may keep a session on its node, the most likely first
 */
record Stickiness(int sessions, int withoutCookies, int withCookies, List<String> cookies) {

    Stickiness {
        cookies = List.copyOf(cookies);
    }

    /** Returns true if a session stays on its node only with its cookies. */
    boolean needsCookies() {
        return withoutCookies > 0 && withCookies == 0;
    }
}
