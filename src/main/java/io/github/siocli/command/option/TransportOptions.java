package io.github.siocli.command.option;

import io.github.siocli.client.option.ConnectOptions.ParserType;
import io.github.siocli.client.option.ConnectOptions.ProtocolSettings;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options for namespaces, engine path, transports and protocol of a connection. */
public final class TransportOptions implements OptionGroup {

    private static final String DEFAULT_PATH = "/socket.io/";
    private static final Pattern PATH = Pattern.compile("[^\\s?#\\\\<>\"^`{|}]+");

    @Override
    public String title() {
        return "Connection";
    }

    @Override
    public String topic() {
        return "connection";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                OptionSpecs.values("/NSP", "Namespace; repeatable, on one connection", "-n", "--namespace"),
                OptionSpecs.value("/PATH/", "Engine.IO path (default: /socket.io/)", "--path"),
                OptionSpecs.choice(
                        List.of("polling,websocket", "polling", "websocket"),
                        "NAMES",
                        "Transports, in order (default: polling,websocket)",
                        "--transport"),
                OptionSpecs.choice(
                        List.of("json", "msgpack"), "NAME", "Packet parser: json (default) or msgpack", "--parser"),
                OptionSpecs.flag("Stay on the first transport", "--no-upgrade"),
                OptionSpecs.choice(
                        List.of("auto", "3", "4"), "N", "Engine.IO version: auto (default), 3 or 4", "--eio"),
                OptionSpecs.value("TIME", "Timeout of one attempt (default: 10s; 0: none)", "--connect-timeout"));
    }

    /** Returns false if the words of a command line seem to choose websocket as the only transport. They are not parsed. */
    public static boolean mayUsePolling(List<String> words) {
        return words.stream().noneMatch(word -> word.equals("websocket") || word.equals("--transport=websocket"));
    }

    /** Returns the namespaces of the URL and the options; the root if there are none. */
    List<String> namespaces(ParseResult parsed, Target target) throws FailureException {
        List<String> namespaces = new ArrayList<>();
        target.nsp().ifPresent(namespaces::add);
        for (String nsp : OptionSpecs.texts(parsed, "--namespace")) {
            String full = NamespaceReader.read(nsp);
            if (!namespaces.contains(full)) {
                namespaces.add(full);
            }
        }
        return namespaces.isEmpty() ? List.of("/") : namespaces;
    }

    /** Returns the engine path with a slash at both ends. */
    public static String enginePath(ParseResult parsed) throws FailureException {
        String path = enginePath(OptionSpecs.text(parsed, "--path").orElse(DEFAULT_PATH));
        return path.endsWith("/") ? path : path + "/";
    }

    /** Returns the engine path of the option or the URL with a leading slash; a trailing slash is not added. */
    static String enginePath(ParseResult parsed, Target target) throws FailureException {
        Optional<String> given = OptionSpecs.text(parsed, "--path");
        return enginePath(given.or(target::enginePath).orElse(DEFAULT_PATH));
    }

    private static String enginePath(String path) throws FailureException {
        if (!PATH.matcher(path).matches()) {
            throw UsageErrors.error("\"" + path + "\" is not a valid engine path", "--path /socket.io/");
        }
        return ("/" + path).replaceAll("/{2,}", "/");
    }

    /** Returns the transports in the given order. */
    public static List<Transport> transports(ParseResult parsed) throws FailureException {
        List<Transport> transports = new ArrayList<>();
        for (String name : OptionSpecs.text(parsed, "--transport")
                .orElse("polling,websocket")
                .split(",", -1)) {
            Transport transport = Arrays.stream(Transport.values())
                    .filter(known -> known.wireName().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> UsageErrors.error(
                            "\"" + name + "\" is not a transport", "polling, websocket, or both with a comma"));
            if (!transports.contains(transport)) {
                transports.add(transport);
            }
        }
        return transports;
    }

    ProtocolSettings protocol(ParseResult parsed) throws FailureException {
        return new ProtocolSettings(
                transports(parsed), !OptionSpecs.isSet(parsed, "--no-upgrade"), eio(parsed), parser(parsed));
    }

    private static OptionalInt eio(ParseResult parsed) throws FailureException {
        String eio = OptionSpecs.text(parsed, "--eio").orElse("auto");
        return switch (eio) {
            case "auto" -> OptionalInt.empty();
            case "3", "4" -> OptionalInt.of(Integer.parseInt(eio));
            default -> throw UsageErrors.error("\"" + eio + "\" is not a version of Engine.IO", "--eio auto, 3 or 4");
        };
    }

    private static ParserType parser(ParseResult parsed) throws FailureException {
        String name = OptionSpecs.text(parsed, "--parser").orElse(ParserType.JSON.label());
        return Arrays.stream(ParserType.values())
                .filter(known -> known.label().equals(name))
                .findFirst()
                .orElseThrow(() -> UsageErrors.error("\"" + name + "\" is not a parser", "json or msgpack"));
    }
}
