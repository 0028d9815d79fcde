package io.github.siocli.cli.hosting.verbs;

import io.github.siocli.cli.hosting.Hosting;
import io.github.siocli.cli.language.Verb;
import io.github.siocli.cli.verbs.ClearVerb;
import io.github.siocli.cli.verbs.EventsVerb;
import io.github.siocli.cli.verbs.ExitVerb;
import io.github.siocli.cli.verbs.HelpVerb;
import io.github.siocli.cli.verbs.LastVerb;
import io.github.siocli.cli.verbs.MuteVerb;
import io.github.siocli.cli.verbs.RecordVerb;
import io.github.siocli.cli.verbs.RepeatVerb;
import io.github.siocli.cli.verbs.SaveVerb;
import io.github.siocli.cli.verbs.SleepVerb;
import io.github.siocli.cli.verbs.SourceVerb;
import io.github.siocli.cli.verbs.UnmuteVerb;
import io.github.siocli.cli.verbs.UseVerb;
import io.github.siocli.cli.verbs.WaitVerb;
import io.github.siocli.cli.verbs.WatchVerb;
import java.util.List;
import java.util.function.Supplier;

/** The verbs of the server's side. */
public final class HostingVerbs {

    /** All of them, in the order in which help lists them. */
    public static final List<Supplier<Verb<? super Hosting>>> ALL = List.of(
            ClientsVerb::new,
            RoomsVerb::new,
            EmitVerb::new,
            ToVerb::new,
            AckVerb::new,
            JoinVerb::new,
            LeaveVerb::new,
            KickVerb::new,
            RepeatVerb::new,
            OnVerb::new,
            RulesVerb::new,
            UseVerb::new,
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

    private HostingVerbs() {}
}
