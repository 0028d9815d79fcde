package io.github.siocli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.client.option.ConnectOptions.NameValue;
import io.github.siocli.command.option.ConnectionOptions;
import io.github.siocli.command.option.InputReader;
import io.github.siocli.command.option.OptionGroup;
import io.github.siocli.command.option.OutputOptions;
import io.github.siocli.command.option.OutputOptions.OutputFormat;
import io.github.siocli.command.option.ShellOptions;
import io.github.siocli.event.FailureException;
import io.github.siocli.event.Transport;
import io.github.siocli.json.Json;
import io.github.siocli.render.TimestampFormat;
import io.github.siocli.shell.ShellSettings.Effect;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

class ShellSettingsTest {

    @Test
    void startsWithCommandLineOptions() throws FailureException {
        ShellSettings settings = settings(
                "-H", "X-A: 1", "-H", "X-B: 2", "--auth", "{a: 1}", "--transport=websocket", "-k", "--json", "-vv");
        assertThat(settings.connection().http().fields())
                .containsExactly(new NameValue("X-A", "1"), new NameValue("X-B", "2"));
        assertThat(settings.connection().auth()).contains(Json.literal("{\"a\":1}"));
        assertThat(settings.connection().protocol().transports()).containsExactly(Transport.WEBSOCKET);
        assertThat(settings.connection().network().tls().insecure()).isTrue();
        assertThat(settings.output().data().format()).isEqualTo(OutputFormat.JSON);
        assertThat(settings.output().verbosity()).isEqualTo(1);
    }

    @Test
    void setsOptionByItsLongName() throws FailureException {
        ShellSettings settings = settings();
        assertThat(settings.set("connect-timeout", "2s")).isEqualTo(Effect.NEXT_CONNECTION);
        assertThat(settings.connection().network().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.set("ack-timeout", "3s")).isEqualTo(Effect.AT_ONCE);
        assertThat(settings.ackTimeout()).isEqualTo(Duration.ofSeconds(3));
        settings.set("--no-queue", "on");
        assertThat(settings.isQueueing()).isFalse();
        settings.set("no-queue", "off");
        assertThat(settings.isQueueing()).isTrue();
        assertThat(settings.names())
                .contains("auth", "header", "output", "pretty")
                .doesNotContain("namespace", "json");
    }

    @Test
    void replacesHeaderOfSameNameAndKeepsOthers() throws FailureException {
        ShellSettings settings = settings("-H", "X-A: 1");
        settings.set("header", "X-B: 2");
        settings.set("header", "x-a: 3");
        assertThat(settings.connection().http().fields())
                .containsExactly(new NameValue("X-B", "2"), new NameValue("x-a", "3"));
        settings.set("header", "off");
        assertThat(settings.connection().http().fields()).isEmpty();
    }

    @Test
    void keepsSettingsWhenValueIsInvalid() throws FailureException {
        ShellSettings settings = settings("--ack-timeout=2s");
        assertThatThrownBy(() -> settings.set("ack-timeout", "soon")).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> settings.set("cacert", "")).hasMessage("cacert needs a value");
        assertThatThrownBy(() -> settings.set("pretty", "yes")).hasMessage("pretty takes on or off, not \"yes\"");
        assertThatThrownBy(() -> settings.set("namespace", "/a")).hasMessage("there is no setting \"namespace\"");
        assertThatThrownBy(() -> settings.setUrl("http://")).isInstanceOf(FailureException.class);
        assertThat(settings.ackTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.connection().server().port()).isEqualTo(3000);
    }

    @Test
    void setsOutputFormatAsOneSetting() throws FailureException {
        ShellSettings settings = settings();
        settings.set("output", "json");
        assertThat(settings.output().data().format()).isEqualTo(OutputFormat.JSON);
        settings.set("output", "%{event}");
        assertThat(settings.output().data().format()).isEqualTo(OutputFormat.TEMPLATE);
        assertThatThrownBy(() -> settings.set("output", "%{")).isInstanceOf(FailureException.class);
        for (String unknown : List.of("xml", "JSON", "", "event")) {
            assertThatThrownBy(() -> settings.set("output", unknown)).hasMessage("unknown output \"" + unknown + "\"");
        }
        assertThatThrownBy(() -> settings.set("format", "%{event}")).hasMessage("there is no setting \"format\"");
        assertThat(settings.output().data().format()).isEqualTo(OutputFormat.TEMPLATE);
        settings.set("output", "human");
        assertThat(settings.output().data().format()).isEqualTo(OutputFormat.HUMAN);
    }

    @Test
    void setsOptionWithOptionalValueToOnOrToValue() throws FailureException {
        ShellSettings settings = settings("-t");
        assertThat(settings.output().data().timestamps()).contains(TimestampFormat.TIME);
        settings.set("timestamps", "delta");
        assertThat(settings.output().data().timestamps()).contains(TimestampFormat.DELTA);
        settings.set("timestamps", "on");
        assertThat(settings.output().data().timestamps()).contains(TimestampFormat.TIME);
        settings.set("timestamps", "off");
        assertThat(settings.output().data().timestamps()).isEmpty();
        assertThatThrownBy(() -> settings.set("timestamps", "soon"))
                .hasMessage("--timestamps takes a format, not \"soon\"");
    }

    @Test
    void readsEmptyProxyAsNoProxy() throws FailureException {
        ShellSettings settings = settings("--proxy", "", "--json");
        assertThat(settings.connection().network().proxy()).isEmpty();
        assertThat(settings.output().data().format()).isEqualTo(OutputFormat.JSON);
        settings.set("proxy", "http://proxy:3128");
        assertThat(settings.connection().network().proxy()).isPresent();
        settings.set("proxy", "");
        assertThat(settings.connection().network().proxy()).isEmpty();
    }

    @Test
    void listsEverySettingWithItsValueOrDefault() throws FailureException {
        ShellSettings settings = settings("--auth", "token=s3cret", "--no-queue", "--json");
        assertThat(settings.effectiveValues().keySet()).containsExactlyElementsOf(settings.names());
        assertThat(settings.effectiveValues())
                .containsEntry("output", "json")
                .containsEntry("auth", "(hidden)")
                .containsEntry("no-queue", "on")
                .containsEntry("no-upgrade", "off")
                .containsEntry("ack-timeout", "5s")
                .containsEntry("parser", "json")
                .containsEntry("transport", "polling,websocket")
                .containsEntry("proxy", "");
        settings.set("output", "%{event}");
        assertThat(settings.effectiveValues()).containsEntry("output", "%{event}");
        settings.set("output", "off");
        assertThat(settings.effectiveValues()).containsEntry("output", "human");
    }

    @Test
    void hidesSecrets() throws FailureException {
        ShellSettings settings = settings("--auth", "token=s3cret", "--transport", "polling");
        settings.set("bearer", "abc");
        settings.set("pretty", "on");
        assertThat(settings.displayedValues())
                .containsEntry("auth", "(hidden)")
                .containsEntry("bearer", "(hidden)")
                .containsEntry("transport", "polling")
                .containsEntry("pretty", "on");
    }

    @Test
    void resetsNamespaceForAnotherServer() throws FailureException {
        ShellSettings settings = settings("-n", "/a", "-n", "/b");
        settings.setUrl("http://localhost:4000/c");
        assertThat(settings.connection().namespaces()).containsExactly("/c");
        assertThat(settings.connection().server().port()).isEqualTo(4000);
    }

    private static ShellSettings settings(String... words) throws FailureException {
        List<OptionGroup> groups = new ArrayList<>(new ConnectionOptions(true).groups());
        groups.add(new OutputOptions());
        groups.add(new ShellOptions());
        CommandSpec model = CommandSpec.create();
        groups.forEach(group -> group.options().forEach(model::addOption));
        InputReader inputs = new InputReader(Path.of("").toAbsolutePath(), InputStream.nullInputStream());
        return new ShellSettings(
                ":3000", ArgumentParser.parse(model, List.of(words)), inputs, Map.of(), SavedServers.NONE);
    }
}
