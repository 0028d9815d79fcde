package io.github.siocli.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginePathTest {

    private static final String SERVER = "http://h:3000";

    private final List<String> changes = new ArrayList<>();
    private final EnginePath path = path("/api/live");

    private EnginePath path(String given) {
        return new EnginePath(given, (path, previous, reason) -> changes.add(previous + " to " + path + ": " + reason));
    }

    private static Response answer(String path, int code, String location) {
        Response.Builder answer = new Response.Builder()
                .request(new Request.Builder().url(SERVER + path + "?EIO=4").build())
                .protocol(Protocol.HTTP_1_1)
                .code(code)
                .message("Reason");
        return location == null
                ? answer.build()
                : answer.header("Location", location).build();
    }

    @Test
    void usesThePathWithASlashFirst() {
        assertThat(path.current()).isEqualTo("/api/live/");
        assertThat(path.alternative()).isEqualTo("/api/live");
        assertThat(path("/api/live/").hasAlternative()).isFalse();
        assertThat(path("/").hasAlternative()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "404,,true",
        "308,/api/live?EIO=4,true",
        "301,http://h:3000/api/live?EIO=4,true",
        "307,../live,true",
        "302,https://elsewhere/api/live,true",
        "308,/api/live/?EIO=4,false",
        "302,/login,false",
        "302,http://elsewhere/login,false",
        "302,,false",
        "200,,false",
        "403,,false",
        "502,,false"
    })
    void treats404AndARedirectToTheOtherFormAsMissing(int code, String location, boolean missing) {
        assertThat(path.isMissing(answer("/api/live/", code, location))).isEqualTo(missing);
        assertThat(path("/api/live/").isMissing(answer("/api/live/", code, location)))
                .as("without another form")
                .isFalse();
    }

    @Test
    void usesTheOtherFormFromThenOnAndReportsItOnce() {
        Response missing = answer("/api/live/", 308, "/api/live");
        assertThat(path.acceptAlternative("/api/live", missing, answer("/api/live", 200, null)))
                .isTrue();
        assertThat(path.acceptAlternative("/api/live", missing, answer("/api/live", 200, null)))
                .isTrue();
        assertThat(path.current()).isEqualTo("/api/live");
        assertThat(path.withCurrentPath(new Request.Builder()
                                .url(SERVER + "/api/live/?sid=x")
                                .build())
                        .url())
                .hasToString(SERVER + "/api/live?sid=x");
        assertThat(changes).containsExactly("/api/live/ to /api/live: 308 Reason");
    }

    @Test
    void goesBackWhenTheServerHasNothingAtTheOtherFormAnyMore() {
        path.acceptAlternative("/api/live", answer("/api/live/", 404, null), answer("/api/live", 200, null));
        assertThat(path.alternative()).isEqualTo("/api/live/");
        Response missing = answer("/api/live", 301, "/api/live/");
        assertThat(path.isMissing(missing)).isTrue();
        assertThat(path.acceptAlternative("/api/live/", missing, answer("/api/live/", 101, null)))
                .isTrue();
        assertThat(path.current()).isEqualTo("/api/live/");
    }

    @Test
    void keepsTheFirstResponseIfBothFormsAreMissing() {
        Response missing = answer("/api/live/", 404, null);
        assertThat(path.acceptAlternative("/api/live", missing, answer("/api/live", 404, null)))
                .isFalse();
        assertThat(path.acceptAlternative("/api/live", missing, answer("/api/live", 301, "/api/live/")))
                .isFalse();
        assertThat(path.current()).isEqualTo("/api/live/");
        assertThat(changes).isEmpty();
    }

    @Test
    void usesTheSecondResponseIfTheRedirectLeadsElsewhere() {
        Response missing = answer("/api/live/", 301, "https://h/api/live");
        assertThat(path.acceptAlternative("/api/live", missing, answer("/api/live", 301, "https://h/api/live")))
                .isTrue();
        assertThat(changes).isEmpty();
    }
}
