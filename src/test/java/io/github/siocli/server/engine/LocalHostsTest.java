package io.github.siocli.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHostsTest {

    @TempDir
    private Path directory;

    private Path hostsFile;
    private LocalHosts hosts;

    @BeforeEach
    void writeFiles() throws IOException {
        Path name = Files.writeString(directory.resolve("hostname"), "Build7.corp.example\n");
        hostsFile = Files.writeString(
                directory.resolve("hosts"),
                "127.0.0.1 localhost\n127.0.1.1\tApp.test  api.test # dev.test\n0.0.0.0 ads.example\n"
                        + "# 127.0.0.1 commented.test\n192.0.2.77 other.test\n::1 six.test\n\nnonsense\n");
        hosts = new LocalHosts("box.lan", name, hostsFile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "app.localhost",
                "127.0.0.1",
                "127.8.9.1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "[::]",
                "build7.corp.example",
                "build7",
                "build7.local",
                "box.lan",
                "app.test",
                "api.test",
                "six.test"
            })
    void containsAddressesAndNamesOfThisMachine(String host) {
        assertThat(hosts.contains(host)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void containsTheAddressesOfItsNetworkInterfaces(String address) {
        assertThat(hosts.contains(address)).isTrue();
    }

    static Stream<String> addresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .map(address -> address.replaceFirst("%.*", ""))
                .map(address -> address.contains(":") ? "[" + address + "]" : address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "notlocalhost",
                "192.0.2.99",
                "[2001:db8::99]",
                "256.1.1.1",
                "2130706433",
                "[localhost]",
                "build7.evil.example",
                "ads.example",
                "commented.test",
                "dev.test",
                "other.test",
                "nonsense"
            })
    void containsNoOtherHost(String host) {
        assertThat(hosts.contains(host)).isFalse();
    }

    @Test
    void readsTheHostsFileAgainAfterAChange() throws IOException {
        assertThat(hosts.contains("new.test")).isFalse();
        Files.writeString(hostsFile, "127.0.0.1 new.test\n");
        Files.setLastModifiedTime(hostsFile, FileTime.fromMillis(1));
        assertThat(hosts.contains("new.test")).isTrue();
        assertThat(hosts.contains("app.test")).isFalse();
        Files.delete(hostsFile);
        assertThat(hosts.contains("new.test")).isFalse();
    }

    @Test
    void asksTheSystemForItsNameWithoutAFile() {
        assertThat(new LocalHosts("127.0.0.1", directory.resolve("none"), hostsFile).contains("evil.example"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "LocalHost:3000, localhost",
        "a.example.:80, a.example",
        "[::1]:3000, [::1]",
        "[::1], [::1]",
        "127.0.0.1:, 127.0.0.1",
        "z-9_0.A:9, z-9_0.a",
    })
    void readsTheHostOfAHeader(String header, String host) {
        assertThat(HostHeader.host(header)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "::1",
                "a:80:80",
                "a:80x",
                "a:8/",
                "a{",
                "a`",
                "user@localhost",
                "localhost/x",
                "a b",
                "[::1",
                "[::1]x",
                ".",
                "é",
                "a,localhost",
                "*"
            })
    void refusesAMalformedHeader(String header) {
        assertThat(HostHeader.host(header)).isEmpty();
    }
}
