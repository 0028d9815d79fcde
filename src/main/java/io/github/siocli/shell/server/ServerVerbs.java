package io.github.siocli.shell.server;

import io.github.siocli.shell.Verb;
import io.github.siocli.shell.verb.AckVerb;
import io.github.siocli.shell.verb.ClearVerb;
import io.github.siocli.shell.verb.EmitVerb;
import io.github.siocli.shell.verb.EventsVerb;
import io.github.siocli.shell.verb.ExitVerb;
import io.github.siocli.shell.verb.HelpVerb;
import io.github.siocli.shell.verb.LastVerb;
import io.github.siocli.shell.verb.MuteVerb;
import io.github.siocli.shell.verb.NamespacesVerb;
import io.github.siocli.shell.verb.RecordVerb;
import io.github.siocli.shell.verb.RepeatVerb;
import io.github.siocli.shell.verb.SaveVerb;
import io.github.siocli.shell.verb.SleepVerb;
import io.github.siocli.shell.verb.SourceVerb;
import io.github.siocli.shell.verb.UnmuteVerb;
import io.github.siocli.shell.verb.UseVerb;
import io.github.siocli.shell.verb.WaitVerb;
import io.github.siocli.shell.verb.WatchVerb;
import java.util.List;
import java.util.function.Supplier;

/** Lists the verbs of a server. */
public final class ServerVerbs {

    /** Creates each verb, in the order in which help lists them. */
    public static final List<Supplier<Verb<? super ServerContext>>> ALL = List.of(
            ClientsVerb::new,
            RoomsVerb::new,
            EmitVerb::new,
            ToVerb::new,
            AckVerb::ofServer,
            ServerJoinVerb::new,
            ServerLeaveVerb::new,
            KickVerb::new,
            RepeatVerb::new,
            OnVerb::new,
            RulesVerb::new,
            UseVerb::ofServer,
            NamespacesVerb::new,
            WatchVerb::new,
            MuteVerb::new,
            UnmuteVerb::new,
            EventsVerb::new,
            LastVerb::new,
            WaitVerb::new,
            SleepVerb::new,
            StatsVerb::new,
            RecordVerb::new,
            SourceVerb::new,
            SaveVerb::new,
            ClearVerb::new,
            HelpVerb::new,
            ExitVerb::new);

    private ServerVerbs() {}
}
