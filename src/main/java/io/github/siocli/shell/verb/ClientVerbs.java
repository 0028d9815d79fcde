package io.github.siocli.shell.verb;

import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.Verb;
import java.util.List;
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

    private ClientVerbs() {}
}
