package io.github.siocli.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceTranslationTest {

    private static final String UNREACHABLE =
            "{\"message\":\"before Socket.IO 3, a namespace needs the root namespace, which is not connected\"}";

    private final List<String> wire = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    @Test
    void acceptsTheUnrequestedRootConnect() {
        NamespaceTranslation session = newSession(true);
        assertThat(session.incoming("40")).containsExactly("40{\"sid\":\"engine\"}");
        assertThat(outgoing(session, "40{\"token\":1}")).isEmpty();
        assertThat(session.incoming("40")).isEmpty();
        assertThat(session.incoming("42[\"welcome\"]")).containsExactly("42[\"welcome\"]");
        assertThat(answers).isEmpty();
    }

    @Test
    void hidesTheUnwantedRootConnectButPassesItsPackets() {
        NamespaceTranslation session = newSession(false);
        assertThat(session.incoming("40")).isEmpty();
        assertThat(session.incoming("42[\"welcome\"]")).containsExactly("42[\"welcome\"]");
        assertThat(session.incoming("44\"no\"")).containsExactly("42[\"error\",\"no\"]");
        assertThat(session.incoming("42/chat,7[\"welcome\"]")).containsExactly("42/chat,7[\"welcome\"]");
        assertThat(outgoing(session, "40")).isEmpty();
        assertThat(answers).containsExactly("40{\"sid\":\"engine\"}");
        assertThat(session.incoming("42[\"news\"]")).containsExactly("42[\"news\"]");
    }

    @Test
    void connectsANamespaceWithItsQueryAndAddsAnId() {
        NamespaceTranslation session = newSession(false);
        session.incoming("40");
        assertThat(outgoing(session, "40/chat,{\"token\":\"s3cret, ä\",\"n\":[1]}"))
                .containsExactly("40/chat?token=s3cret%2C%20%C3%A4&n=%5B1%5D,");
        assertThat(session.incoming("40/chat")).containsExactly("40/chat,{\"sid\":\"/chat#engine\"}");
        assertThat(session.incoming("40/chat,")).isEmpty();
        assertThat(outgoing(session, "40/other,")).containsExactly("40/other,");
    }

    @Test
    void predictsTheSentForm() {
        NamespaceTranslation session = newSession(true);
        String chat = "40/chat,{\"token\":\"a b\"}";
        assertThat(session.sentForm("40{\"token\":1}")).isEmpty();
        assertThat(session.sentForm(chat)).contains("40/chat?token=a%20b,");
        assertThat(session.sentForm("42[\"e\"]")).contains("42[\"e\"]");
        outgoing(session, "40");
        outgoing(session, chat);
        session.incoming("44\"no\"");
        assertThat(session.sentForm("40{\"token\":1}")).contains("40/?token=1,");
        assertThat(outgoing(session, "40{\"token\":1}")).containsExactly("40/?token=1,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"42[\"ä€😀\"]", "bAQID", "b", "bAQIDBAUGBwgJCg==", "3"})
    void predictsTheSizeInAPayload(String packet) {
        assertThat(PayloadEncoder.size(packet))
                .isEqualTo(PayloadEncoder.encode(List.of(packet)).size());
    }

    @Test
    void delaysNamespacesUntilTheRootIsConnected() {
        NamespaceTranslation session = newSession(true);
        assertThat(outgoing(session, "40/chat,{\"token\":\"x\"}")).isEmpty();
        assertThat(outgoing(session, "40/left,")).isEmpty();
        assertThat(outgoing(session, "41/left,")).isEmpty();
        assertThat(wire).isEmpty();
        session.incoming("40");
        assertThat(wire).containsExactly("40/chat?token=x,");
    }

    @Test
    void refusesWaitingNamespacesWhenTheRootIsRefused() {
        NamespaceTranslation session = newSession(true);
        outgoing(session, "40");
        outgoing(session, "40/chat,");
        assertThat(session.incoming("44\"no\"")).containsExactly("44{\"message\":\"no\"}", "44/chat," + UNREACHABLE);
        assertThat(outgoing(session, "40/late,")).isEmpty();
        assertThat(answers).containsExactly("44/late," + UNREACHABLE);
        assertThat(outgoing(session, "40{\"token\":1}")).containsExactly("40/?token=1,");
        assertThat(session.incoming("40")).containsExactly("40{\"sid\":\"engine\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
                    44/a,"Invalid namespace" | 44/a,{"message":"Invalid namespace"}
                    44/a,{"code":1}          | 44/a,{"message":"","data":{"code":1}}
                    44/a,{"message":"m"}     | 44/a,{"message":"","data":{"message":"m"}}
                    44/a,7                   | 44/a,{"message":"","data":7}
                    44/a                     | 44/a,{"message":""}
                    44                       | 44{"message":""}
                    """)
    void convertsAnyErrorValueToARefusal(String packet, String shown) {
        assertThat(newSession(true).incoming(packet)).containsExactly(shown);
    }

    @Test
    void convertsAnErrorOfAConnectedNamespaceToAnEvent() {
        NamespaceTranslation session = newSession(true);
        session.incoming("40");
        session.incoming("40/chat");
        assertThat(session.incoming("44\"not allowed\"")).containsExactly("42[\"error\",\"not allowed\"]");
        assertThat(session.incoming("44/chat,{\"a\":1}")).containsExactly("42/chat,[\"error\",{\"a\":1}]");
        assertThat(session.incoming("44/chat,")).containsExactly("42/chat,[\"error\"]");
    }

    @Test
    void rejoinsTheRootAfterLeavingIt() {
        NamespaceTranslation session = newSession(true);
        session.incoming("40");
        outgoing(session, "40");
        assertThat(outgoing(session, "41")).containsExactly("41");
        assertThat(outgoing(session, "40")).containsExactly("40");
        assertThat(session.isRejoining()).isTrue();
        // 1.x confirms the CONNECT.
        assertThat(session.incoming("40")).containsExactly("40{\"sid\":\"engine\"}");
        assertThat(session.incoming("41")).containsExactly("41");
        // 2.x does not confirm it: the first event or the timeout shows that the root is connected.
        outgoing(session, "40");
        assertThat(session.incoming("42[\"welcome\"]")).containsExactly("40{\"sid\":\"engine\"}", "42[\"welcome\"]");
        assertThat(session.handleRejoinTimeout()).isEmpty();
        outgoing(session, "41");
        outgoing(session, "40");
        assertThat(session.handleRejoinTimeout()).containsExactly("40{\"sid\":\"engine\"}");
        assertThat(session.isRejoining()).isFalse();
    }

    @Test
    void passesEventsAndAcksUnchanged() {
        NamespaceTranslation session = newSession(true);
        session.incoming("40");
        for (String packet : List.of(
                "42[\"a\"]",
                "4212[\"a\"]",
                "43/chat,0[]",
                "451-/chat,[1]",
                "461-3[1]",
                "41/chat",
                "4",
                "49x",
                "42bad")) {
            assertThat(session.incoming(packet)).containsExactly(packet);
            assertThat(outgoing(session, packet)).containsExactly(packet);
        }
    }

    private NamespaceTranslation newSession(boolean rootWanted) {
        return new NamespaceTranslation("engine", rootWanted, wire::add);
    }

    private List<String> outgoing(NamespaceTranslation session, String packet) {
        return session.outgoing(packet, answers::add);
    }
}
