package io.github.siocli.shell.verb;

import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Verb;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Lists the verbs of a client. */
public final class ClientVerbs {

    /** Creates each verb, in the order in which help lists them. */
    public static final List<Supplier<Verb<? super ClientContext>>> ALL = List.of(
            EmitVerb::new,
            SendVerb::new,
            AckVerb::ofClient,
            AgainVerb::new,
            RepeatVerb::new,
            JoinVerb::new,
            LeaveVerb::new,
            UseVerb::ofClient,
            NamespacesVerb::new,
            WatchVerb::new,
            MuteVerb::new,
            UnmuteVerb::new,
            EventsVerb::new,
            LastVerb::new,
            WaitVerb::new,
            ExpectVerb::new,
            SleepVerb::new,
            StatusVerb::new,
            PingVerb::new,
            LetVerb::new,
            ClientVerb::new,
            ClientListVerb::new,
            CloseVerb::new,
            DoctorVerb::new,
            ConnectVerb::new,
            DisconnectVerb::new,
            DropVerb::new,
            SetVerb::new,
            RecordVerb::new,
            TraceVerb::new,
            SourceVerb::new,
            SaveVerb::new,
            ClearVerb::new,
            HelpVerb::new,
            ExitVerb::new);

    /** The verbs that fail unless the client has been connected before. */
    private static final Set<String> NEED_CONNECTION =
            Set.of("emit", "send", "ack", "again", "join", "leave", "ping", "drop", "expect", "wait");

    /** Returns true if a verb fails unless the client has been connected before. */
    public static boolean needsConnection(String verb) {
        return NEED_CONNECTION.contains(verb);
    }

    /** Returns the verbs that files with tests can use. */
    public static List<Supplier<Verb<? super ClientContext>>> ofSuite() {
        return ALL.stream().filter(verb -> verb.get().isForFiles()).toList();
    }

    /** Returns true if a name is that of a verb which files with tests cannot use. */
    public static boolean isOnlyForPrompt(String name) {
        return ALL.stream().map(Supplier::get).anyMatch(verb -> verb.name().equals(name) && !verb.isForFiles());
    }

    private ClientVerbs() {}
}
