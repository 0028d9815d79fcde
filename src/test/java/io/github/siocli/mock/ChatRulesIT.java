package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.OfficialClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of the documentation: a chat for four, of both generations at the same time. */
class ChatRulesIT {

    private static final Path CHAT = Path.of("src", "docs", "examples", "chat.rules");

    private static final String OLD = "{\"version\":\"2.5\"}";
    private static final String NEW = "{\"version\":\"4.8\"}";

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void fourChatAndTheFifthIsRefused(String transport) throws IOException {
        try (RuleServer ruled = RuleServer.by(Files.readString(CHAT));
                OfficialClients party = OfficialClients.at(ruled.url(), "{\"transports\":[\"" + transport + "\"]}")) {
            come(party, "ann", NEW, 1);
            come(party, "bob", OLD, 2, "ann");
            come(party, "cyd", NEW, 3, "ann", "bob");
            come(party, "dan", OLD, 4, "ann", "bob", "cyd");
            party.comes("eve", NEW)
                    .expect("eve", "\"refused\",\"the chat is full\",{\"code\":\"E_FULL\",\"clients\":4}");
            party.comes("fay", OLD).expect("fay", "\"refused\",{\"code\":\"E_FULL\",\"clients\":4}");

            party.asks("ann", "[\"join\",\"kitchen\"]").expect("ann", "\"answered\",[\"kitchen\"]");
            party.asks("bob", "[\"join\",\"kitchen\"]").expect("bob", "\"answered\",[\"kitchen\"]");
            party.expect("ann", "\"hears\",\"notification\",\"bob joined kitchen\"");

            String said = "\"hears\",\"said\",{\"from\":\"ann\",\"room\":\"kitchen\",\"text\":\"hi\"}";
            party.asks("ann", "[\"say\",\"kitchen\",\"hi\"]")
                    .expect("ann", said)
                    .expect("bob", said);
            party.expect("ann", "\"answered\",{\"ok\":true}");
            party.asks("cyd", "[\"say\",\"kitchen\",\"hi\"]")
                    .expect("cyd", "\"answered\",{\"ok\":false,\"why\":\"you are not in kitchen\"}");
            party.emits("bob", "[\"typing\",\"kitchen\"]").expect("ann", "\"hears\",\"typing\",\"bob\"");

            party.emits("dan", "[\"shout\",\"all!\"]");
            for (String who : new String[] {"ann", "bob", "cyd", "dan"}) {
                party.expect(who, "\"hears\",\"said\",{\"from\":\"dan\",\"text\":\"all!\"}");
            }
            party.asks("bob", "[\"leave\",\"kitchen\"]").expect("bob", "\"answered\",[]");
            party.expect("ann", "\"hears\",\"notification\",\"bob left kitchen\"");

            party.leaves("dan").expect("dan", "\"disconnect\",\"io client disconnect\"");
            for (String who : new String[] {"ann", "bob", "cyd"}) {
                assertThat(party.next(who))
                        .startsWith("\"hears\",\"notification\",\"dan left (")
                        .endsWith("), 3 online\"");
            }
            // A client that does not log in is named by its id.
            party.joins("hal", NEW);
            String id = party.next("hal").replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
            for (String other : new String[] {"ann", "bob", "cyd"}) {
                party.expect(other, "\"hears\",\"notification\",\"a client joined, 4 online\"");
            }
            party.leaves("hal").expect("hal", "\"disconnect\",\"io client disconnect\"");
            for (String other : new String[] {"ann", "bob", "cyd"}) {
                assertThat(party.next(other)).startsWith("\"hears\",\"notification\",\"" + id + " left (");
            }
            come(party, "gus", NEW, 4, "ann", "bob", "cyd");
        }
    }

    private static void come(OfficialClients party, String who, String options, int count, String... others) {
        party.joins(who, options);
        assertThat(party.next(who))
                .startsWith("\"hears\",\"welcome\",{\"id\":\"")
                .endsWith("\"online\":" + count + "}");
        for (String other : others) {
            party.expect(other, "\"hears\",\"notification\",\"a client joined, " + count + " online\"");
        }
        party.asks(who, "[\"login\",\"" + who + "\"]")
                .expect(who, "\"answered\",{\"ok\":true,\"name\":\"" + who + "\"}");
    }
}
