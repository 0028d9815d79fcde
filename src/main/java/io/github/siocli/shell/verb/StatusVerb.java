package io.github.siocli.shell.verb;

import io.github.siocli.event.FailureException;
import io.github.siocli.event.Handshake;
import io.github.siocli.event.SessionStatus;
import io.github.siocli.event.SessionStatus.OpenSession;
import io.github.siocli.event.SessionStatus.Traffic;
import io.github.siocli.event.SessionStatus.Unsent;
import io.github.siocli.json.Json;
import io.github.siocli.render.Durations;
import io.github.siocli.render.Report;
import io.github.siocli.render.Report.Field;
import io.github.siocli.render.SizeText;
import io.github.siocli.shell.ClientContext;
import io.github.siocli.shell.CommandModels;
import io.github.siocli.shell.Interpreter;
import io.github.siocli.shell.PromptState;
import io.github.siocli.shell.Verb;
import io.github.siocli.shell.VerbGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code status}: shows the state and the counters of the connection. */
final class StatusVerb implements Verb<ClientContext> {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String summary() {
        return "Show the connection: sid, transport, uptime, counters";
    }

    @Override
    public VerbGroup group() {
        return VerbGroup.CONNECTION;
    }

    @Override
    public CommandSpec model() {
        return CommandModels.line(name(), summary(), List.of(), List.of(), "  status");
    }

    @Override
    public void run(ParseResult parsed, Interpreter<? extends ClientContext> interpreter) throws FailureException {
        ClientContext context = interpreter.context();
        PromptState state = context.promptState();
        Instant now = context.now().toInstant();
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("server", state.host()));
        fields.add(Field.of("state", state.connectionState().name().toLowerCase(Locale.ROOT)));
        context.offlineReason().ifPresent(reason -> fields.add(Field.of("reason", reason)));
        if (context.status().isPresent()) {
            addSession(context.status().get(), now, fields);
        }
        context.recording().ifPresent(file -> fields.add(Field.of("recording", file.toString())));
        context.display().showReport(Report.of("status", fields));
    }

    private static void addSession(SessionStatus status, Instant now, List<Field> fields) {
        status.namespaces().forEach((nsp, namespace) -> {
            String suffix = nsp.equals("/") ? "" : "_of_" + nsp;
            namespace.sid().ifPresent(sid -> fields.add(Field.of("sid" + suffix, sid)));
            namespace
                    .recovery()
                    .ifPresent(recovery -> fields.add(Field.of("recovery" + suffix, recovery.description())
                            .withValue(Json.string(recovery.name().toLowerCase(Locale.ROOT)))));
        });
        Traffic traffic = status.traffic();
        if (status.openSession().isPresent()) {
            OpenSession open = status.openSession().get();
            fields.add(Field.of("transport", open.transport().wireName()));
            addHandshake(open.handshake(), traffic, now, fields);
            fields.add(elapsed("uptime", open.since(), now));
        }
        fields.add(counter("received", traffic.packetsIn(), traffic.bytesIn()));
        fields.add(counter("sent", traffic.packetsOut(), traffic.bytesOut()));
        fields.add(Field.of("reconnections", status.reconnect().count()));
        status.reconnect()
                .scheduled()
                .ifPresent(at ->
                        fields.add(Field.of("next_attempt", "in " + Durations.text(Duration.between(now, at)))));
        Unsent unsent = status.unsent();
        if (unsent.queuedEvents() > 0) {
            fields.add(Field.of("queued", unsent.queuedEvents()));
        }
        if (unsent.dropped() > 0) {
            fields.add(Field.of("never_sent", unsent.dropped()));
        }
        if (!status.unjoinedPackets().isEmpty()) {
            long all = status.unjoinedPackets().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            String each = status.unjoinedPackets().entrySet().stream()
                    .map(one -> one.getKey() + " " + one.getValue())
                    .collect(Collectors.joining(", "));
            fields.add(Field.of("not_joined", all + (all == 1 ? " packet (" : " packets (") + each + ")")
                    .withValue(Json.literal(String.valueOf(all))));
        }
        String pending = status.pendingAcks().stream()
                .map(ack -> ack.id() + " for " + ack.event()
                        + ack.sentAt()
                                .map(at -> " (" + Durations.text(Duration.between(at, now)) + ")")
                                .orElse(""))
                .collect(Collectors.joining(", "));
        fields.add(Field.of("pending_acks", pending.isEmpty() ? "none" : pending)
                .withValue(Json.literal(String.valueOf(status.pendingAcks().size()))));
    }

    private static void addHandshake(Handshake handshake, Traffic traffic, Instant now, List<Field> fields) {
        String last = traffic.lastHeartbeat()
                .map(at -> "; the last " + Durations.text(Duration.between(at, now)) + " ago")
                .orElse("; none yet");
        fields.add(Field.of("protocol", handshake.protocol()));
        fields.add(Field.of(
                "heartbeat",
                "every " + Durations.text(handshake.pingInterval()) + ", timeout "
                        + Durations.text(handshake.pingTimeout()) + last));
        handshake
                .maxPayload()
                .ifPresent(limit -> fields.add(
                        Field.of("max_payload", SizeText.text(limit)).withValue(Json.literal(String.valueOf(limit)))));
    }

    private static Field elapsed(String name, Instant since, Instant now) {
        Duration time = Duration.between(since, now);
        return Field.of(name, Durations.text(time)).withValue(Json.literal(String.valueOf(time.toMillis())));
    }

    private static Field counter(String name, long packets, long bytes) {
        return Field.of(name, packets + (packets == 1 ? " packet, " : " packets, ") + SizeText.text(bytes))
                .withValue(Json.literal("{\"packets\":" + packets + ",\"bytes\":" + bytes + "}"));
    }
}
