package io.github.siocli.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.testing.OfficialClients;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each action, as the official clients of both generations meet it. */
class RuleClientsIT {

    /** A client and the way that it goes. */
    enum Way {
        V2_5_POLLING("2.5", "polling"),
        V2_5_WEBSOCKET("2.5", "websocket"),
        V4_8_POLLING("4.8", "polling"),
        V4_8_WEBSOCKET("4.8", "websocket");

        private final String version;
        private final String transport;

        Way(String version, String transport) {
            this.version = version;
            this.transport = transport;
        }

        String options() {
            return "{\"version\":\"%s\",\"transports\":[\"%s\"]}".formatted(version, transport);
        }
    }

    private final List<AutoCloseable> open = new ArrayList<>();

    private RuleServer rules(String rules) {
        RuleServer ruled = RuleServer.by(rules);
        open.add(ruled);
        return ruled;
    }

    private OfficialClients party(RuleServer ruled, Way way) {
        OfficialClients party = OfficialClients.at(ruled.url(), way.options());
        open.add(0, party);
        return party;
    }

    private OfficialClients party(Way way, String rules) {
        return party(rules(rules), way);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable some : open) {
            some.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void echoesAndAcknowledgesWithoutRules(Way way) {
        party(way, "")
                .joins("ann", "{}")
                .asks("ann", "[\"anything\",1,{\"b\":{\"bytes\":[1,2]}}]")
                .expect("ann", "\"hears\",\"anything\",1,{\"b\":{\"bytes\":[1,2]}}")
                .expect("ann", "\"answered\",1,{\"b\":{\"bytes\":[1,2]}}");
    }

    @ParameterizedTest
    @EnumSource
    void answersInTheOrderOfTheRules(Way way) {
        party(way, """
                        on hello ack "hi $1.name!" $args then emit greeted {to: $1.name, all: [$args]}
                        on hel* send first
                        on "hel*" send never
                        on * send "$event came"
                        """)
                .joins("ann", "{}")
                .asks("ann", "[\"hello\",{\"name\":\"é\"},{\"bytes\":[7]}]")
                .expect("ann", "\"answered\",\"hi é!\",{\"name\":\"é\"},{\"bytes\":[7]}")
                .expect("ann", "\"hears\",\"greeted\",{\"to\":\"é\",\"all\":[[{\"name\":\"é\"},{\"bytes\":[7]}]]}")
                .expect("ann", "\"hears\",\"message\",\"first\"")
                .expect("ann", "\"hears\",\"message\",\"hello came\"");
    }

    @ParameterizedTest
    @EnumSource
    void emitsToRoomsWithAndWithoutTheSender(Way way) {
        OfficialClients party = party(way, """
                on join join $1 then ack $rooms
                on leave leave $1 then ack $rooms
                on all-in to $1 emit said $2
                on others-in to $1 but-me emit said $2
                on some to kitchen hall except cellar emit said $1
                on whisper to $1 emit said $2
                on shout all said $1
                on shout-others broadcast said $1
                on nobody to $9 emit said never
                """);
        for (String who : List.of("ann", "bob", "cyd")) {
            party.joins(who, "{}");
        }
        party.asks("ann", "[\"join\",\"kitchen\"]").expect("ann", "\"answered\",[\"kitchen\"]");
        party.asks("bob", "[\"join\",[\"kitchen\",\"cellar\"]]").expect("bob", "\"answered\",[\"kitchen\",\"cellar\"]");
        party.emits("ann", "[\"all-in\",\"kitchen\",1]")
                .expect("ann", "\"hears\",\"said\",1")
                .expect("bob", "\"hears\",\"said\",1");
        party.emits("ann", "[\"others-in\",\"kitchen\",2]").expect("bob", "\"hears\",\"said\",2");
        party.emits("cyd", "[\"others-in\",\"kitchen\",3]")
                .expect("ann", "\"hears\",\"said\",3")
                .expect("bob", "\"hears\",\"said\",3");
        party.emits("cyd", "[\"some\",4]").expect("ann", "\"hears\",\"said\",4");
        party.emits("cyd", "[\"nobody\"]").emits("cyd", "[\"shout-others\",5]");
        party.expect("ann", "\"hears\",\"said\",5").expect("bob", "\"hears\",\"said\",5");
        party.asks("bob", "[\"leave\",\"kitchen\"]").expect("bob", "\"answered\",[\"cellar\"]");
        party.emits("bob", "[\"all-in\",\"kitchen\",6]").expect("ann", "\"hears\",\"said\",6");
        party.emits("bob", "[\"shout\",7]")
                .expect("ann", "\"hears\",\"said\",7")
                .expect("bob", "\"hears\",\"said\",7")
                .expect("cyd", "\"hears\",\"said\",7");
    }

    @ParameterizedTest
    @EnumSource
    void reactsToConnectAndDisconnect(Way way) {
        OfficialClients party = party(way, """
                on connect broadcast came $count then join lobby
                on disconnect to lobby emit left $rooms $reason $count $data.name
                on name set name $1 then ack
                on kick-me kick then emit never
                on kick-all kick --close
                on kick kick $1
                on who ack $id
                """);
        party.joins("ann", "{}").joins("bob", "{}").expect("ann", "\"hears\",\"came\",2");
        party.asks("bob", "[\"name\",\"Bob\"]").expect("bob", "\"answered\"");
        party.emits("bob", "[\"kick-me\"]").expect("bob", "\"disconnect\",\"io server disconnect\"");
        party.expect("ann", "\"hears\",\"left\",[\"lobby\"],\"server namespace disconnect\",1,\"Bob\"");
        party.joins("cyd", "{}").expect("ann", "\"hears\",\"came\",2");
        party.asks("cyd", "[\"who\"]");
        String id = party.next("cyd").replace("\"answered\",", "");
        party.emits("ann", "[\"kick\"," + id + "]").expect("cyd", "\"disconnect\",\"io server disconnect\"");
        party.expect("ann", "\"hears\",\"left\",[\"lobby\"],\"server namespace disconnect\",1,null");
        party.joins("dan", "{}").expect("ann", "\"hears\",\"came\",2").leaves("dan");
        party.expect("dan", "\"disconnect\",\"io client disconnect\"");
        party.expect("ann", "\"hears\",\"left\",[\"lobby\"],\"client namespace disconnect\",1,null");
        party.emits("ann", "[\"kick-all\"]").expect("ann", "\"disconnect\",\"io server disconnect\"");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithReason(Way way) {
        boolean eio3 = way.version.equals("2.5");
        OfficialClients party = party(way, """
                namespace /
                namespace /admin refuse "not you, $query.name" {code: "E_AUTH"} unless $auth.token == "s3cret" or $query.token == s3cret
                namespace /room-*
                on connect in /room-* if $count >= 1 refuse "$nsp is full"
                on connect emit welcome $nsp $auth.token
                """);
        party.comes("ann", "{\"nsp\":\"/admin\",\"query\":{\"name\":\"Ann\"}}")
                .expect(
                        "ann",
                        eio3
                                ? "\"refused\",{\"code\":\"E_AUTH\"}"
                                : "\"refused\",\"not you, Ann\",{\"code\":\"E_AUTH\"}");
        party.joins("bob", "{\"nsp\":\"/admin\",\"auth\":{\"token\":\"s3cret\"},\"query\":{\"token\":\"s3cret\"}}")
                .expect("bob", "\"hears\",\"welcome\",\"/admin\"," + (eio3 ? "null" : "\"s3cret\""));
        party.joins("cyd", "{\"nsp\":\"/room-7\"}").expect("cyd", "\"hears\",\"welcome\",\"/room-7\",null");
        party.comes("dan", "{\"nsp\":\"/room-7\"}").expect("dan", "\"refused\",\"/room-7 is full\"");
        party.comes("eve", "{\"nsp\":\"/nope\"}").expect("eve", "\"refused\",\"Invalid namespace\"");
    }

    @ParameterizedTest
    @EnumSource
    void asksClients(Way way) {
        RuleServer ruled = rules("""
                on ask emit question $1 --ack-timeout 10s
                  then emit asked $answer $2 $args
                  then if $2 == yes emit last
                on owe emit ignored --ack-timeout 50ms then emit never
                """);
        party(ruled, way)
                .joins("ann", "{}")
                .emits("ann", "[\"ask\",\"yes\"]")
                .expect("ann", "\"hears\",\"question\",\"yes\"")
                .expect("ann", "\"hears\",\"asked\",\"answer\",\"yes\",\"answer\",\"yes\"")
                .expect("ann", "\"hears\",\"last\"")
                .emits("ann", "[\"ask\",{\"bytes\":[5]}]")
                .expect("ann", "\"hears\",\"question\",{\"bytes\":[5]}")
                .expect("ann", "\"hears\",\"asked\",\"answer\",{\"bytes\":[5]},\"answer\",{\"bytes\":[5]}")
                .emits("ann", "[\"owe\"]")
                .expect("ann", "\"hears\",\"ignored\"");
        assertThat(ruled.complaint()).isEqualTo("test.rules:4: on owe, no acknowledgement of ignored in time");
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAndDelaysActions(Way way) {
        party(way, """
                        on count repeat 3 --interval 10ms emit tick $n $1 then emit begun
                        on later sleep 30ms then emit late
                        on later emit soon
                        """)
                .joins("ann", "{}")
                .emits("ann", "[\"count\",\"x\"]")
                .expect("ann", "\"hears\",\"tick\",1,\"x\"")
                .expect("ann", "\"hears\",\"begun\"")
                .expect("ann", "\"hears\",\"tick\",2,\"x\"")
                .expect("ann", "\"hears\",\"tick\",3,\"x\"")
                .emits("ann", "[\"later\"]")
                .expect("ann", "\"hears\",\"soon\"")
                .expect("ann", "\"hears\",\"late\"");
    }

    @Test
    void endsRepetitionWithClientOrRules() {
        RuleServer ruled = rules("on connect repeat --interval 20ms all tick $id");
        OfficialClients party = party(ruled, Way.V4_8_WEBSOCKET);
        party.joins("ann", "{}").next("ann");
        ruled.replace("on connect emit new\non x emit y");
        party.joins("bob", "{}").expect("bob", "\"hears\",\"new\"");
        // Everything sent before has arrived before the response.
        party.emits("bob", "[\"x\"]").expect("bob", "\"hears\",\"y\"");
        ruled.replace("on x repeat --interval 10ms all tock\non y ack");
        party.emits("ann", "[\"x\"]").expect("bob", "\"hears\",\"tock\"").leaves("ann");
        String told = party.next("ann");
        while (!told.startsWith("\"disconnect\"")) {
            told = party.next("ann");
        }
        party.asks("bob", "[\"y\"]");
        told = party.next("bob");
        while (!told.equals("\"answered\"")) {
            assertThat(told).isEqualTo("\"hears\",\"tock\"");
            told = party.next("bob");
        }
        ruled.replace("on z emit z");
        party.emits("bob", "[\"z\"]");
        assertThat(party.next("bob")).isEqualTo("\"hears\",\"z\"");
    }

    @ParameterizedTest
    @EnumSource
    void reportsImpossibleActionAndEndsRule(Way way) {
        RuleServer ruled = rules("""
                on loud emit $1 then emit never
                on many repeat --interval 1h send x
                """);
        OfficialClients party = party(ruled, way);
        party.joins("ann", "{}").emits("ann", "[\"loud\",\"disconnect\"]");
        assertThat(ruled.complaint()).isEqualTo("test.rules:1: on loud, no event can have the name \"disconnect\"");
        for (int i = 0; i < 101; i++) {
            party.emits("ann", "[\"many\"]");
        }
        assertThat(ruled.complaint())
                .isEqualTo("test.rules:2: on many, it repeats 100 actions already for this client");
    }

    @Test
    void boundsRulesThatTriggerEachOther() {
        RuleServer ruled = rules("""
                on join join room then set next $1
                on disconnect kick $data.next
                on who ack $id
                on go kick
                """);
        OfficialClients party = party(ruled, Way.V4_8_WEBSOCKET);
        String next = "\"none\"";
        for (int i = 0; i < 20; i++) {
            String who = "guest" + i;
            party.joins(who, "{}").emits(who, "[\"join\"," + next + "]").asks(who, "[\"who\"]");
            next = party.next(who).replace("\"answered\",", "");
        }
        party.emits("guest19", "[\"go\"]");
        assertThat(ruled.complaint()).startsWith("rules trigger each other endlessly");
    }
}
