package io.github.siocli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.NodeServer;
import io.github.siocli.testing.ProgramRun;
import io.github.siocli.testing.ServerVersion;
import io.github.siocli.testing.Sio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whole commands with profiles, on a server that acknowledges with the handshake of the client. */
class ProfileCommandsIT {

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void createHome() {
        file = home.resolve(".config/sio/profiles.toml");
    }

    private ProgramRun sio() {
        return Sio.with().variable("HOME", home.toString()).directory(home);
    }

    private String out(String... args) {
        Sio.Result result = sio().run(args);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        return result.out();
    }

    private static void assertUsage(Sio.Result result, String message, String hint) {
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).isEqualTo("sio: " + message + "\n     try: " + hint + "\n");
    }

    @Test
    void addsListsShowsAndRemovesProfiles() throws IOException {
        assertThat(out(
                        "profile",
                        "add",
                        "staging",
                        "https://u:pw@a.example/chat",
                        "-a",
                        "token=@env:TOKEN",
                        "-a",
                        "role=x"))
                .isEqualTo("saved @staging in " + file
                        + "\nit holds secrets in plain text; NAME=@env:VARIABLE keeps them out of the file\n");
        assertThat(out("profile", "add", "b", ":3000", "-H", "X-Tenant: 7", "-k"))
                .isEqualTo("saved @b in " + file + "\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(out("profile", "show", "@staging"))
                .isEqualTo(
                        "[staging]\nurl = \"https://…@a.example/chat\"\nauth = [\"token=@env:TOKEN\", \"role=…\"]\n");
        assertThat(out("profile", "use", "b")).isEqualTo("@ stands for @b now\n");
        assertThat(out("profile", "ls")).isEqualTo("@staging  https://…@a.example/chat\n@b        :3000  (default)\n");
        assertThat(out("profile", "list")).isEqualTo(out("profile", "ls"));
        assertThat(out("profile", "remove", "b")).isEqualTo("removed @b\n");
        assertThat(out("profile", "ls")).isEqualTo("@staging  https://…@a.example/chat\n");
        out("profile", "rm", "staging");
        assertThat(sio().run("profile", "ls"))
                .isEqualTo(new Sio.Result(
                        ExitCode.DONE, "", "sio: there are no profiles; sio profile add NAME URL adds one\n"));
        assertUsage(sio().run("tail", "@"), "there is no default profile", "sio profile use NAME, or SIO_PROFILE=NAME");
    }

    @Test
    void savesWholePathsOfFiles() throws IOException {
        Path below = Files.createDirectory(home.resolve("below"));
        sio().directory(below)
                .run(("profile add a https://a.example -a token=@file:../tok -a id=@id -a env=@env:T -a mail=a@b"
                                + " -b @jar --bearer @b -H X:@file:h -H Y:@h --cacert /ca.pem --cert c.pem -q a=@file:q")
                        .split(" "));
        assertThat(out("profile", "show", "a").replace(home.toString(), "HOME"))
                .contains(
                        "\"token=@file:HOME/tok\"",
                        "\"id=@HOME/below/id\"",
                        "\"env=@env:T\"",
                        "\"@HOME/below/jar\"",
                        "\"@HOME/below/b\"",
                        "\"X:@file:HOME/below/h\"",
                        "\"Y:@h\"",
                        "\"/ca.pem\"",
                        "\"HOME/below/c.pem\"",
                        "\"a=@file:HOME/below/q\"");
        assertThat(Files.readString(file)).contains("\"mail=a@b\"");
    }

    @Test
    void refusesProfilesThatCannotBe() {
        out("profile", "add", "a", ":1");
        assertUsage(
                sio().run("profile", "add", "a", ":2"),
                "there is a profile a already",
                "sio profile edit, or sio profile rm a");
        assertUsage(
                sio().run("profile", "add", "a b", ":2"),
                "\"a b\" cannot be the name of a profile",
                "letters, digits, - and _");
        assertUsage(sio().run("tail", "@aa"), "there is no profile aa", "@a");
        assertUsage(sio().run("profile", "rm", "zz"), "there is no profile zz in " + file, "sio profile ls");
        assertUsage(
                sio().run("profile", "ls", "-k"),
                "sio profile ls takes no URL and no options",
                "sio profile add NAME URL, or edit");
    }

    @Test
    void opensEditorAndChecksFileAfterwards() throws IOException {
        Sio.Result broken = sio().variable("EDITOR", "printf '[a' >").run("profile", "edit");
        assertThat(broken.err()).startsWith("sio: " + file + ":1:3: ");
        assertThat(sio().variable("VISUAL", "printf '[a]\\nurl=\":1\"' >")
                        .run("profile", "edit")
                        .out())
                .isEqualTo("1 profile in " + file + "\n");
    }

    @Test
    void connectsWithOptionsOfProfileUnlessCommandLineOrEnvironmentSetsThem() {
        try (NodeServer server = NodeServer.start(ServerVersion.V4_8)) {
            out("profile", "add", "s", server.url() + "/chat?from=url", "-a", "token=@env:TOKEN", "-a", "role=x");
            out("profile", "add", "h", server.url(), "-H", "X-One: 1", "-H", "X-Two: @env:TOKEN", "-q", "a=1");
            assertThat(sio().variable("TOKEN", "secret")
                            .run("emit", "@s", "headers", "--ack")
                            .out())
                    .contains("\"auth\":{\"token\":\"secret\",\"role\":\"x\"}")
                    .contains("\"from\":\"url\"");
            assertThat(sio().variable("TOKEN", "t")
                            .run("emit", "@s/", "headers", "--ack", "-a", "role=y")
                            .out())
                    .contains("\"auth\":{\"token\":\"t\",\"role\":\"y\"}");
            assertThat(sio().variable("SIO_AUTH", "{\"e\":1}")
                            .run("emit", "@s", "headers", "--ack")
                            .out())
                    .contains("\"auth\":{\"e\":1}");
            assertThat(sio().variable("TOKEN", "t")
                            .variable("SIO_PROFILE", "h")
                            .run("emit", "@", "headers", "--ack", "-H", "x-one: 2")
                            .out())
                    .contains("\"x-one\":\"2\"")
                    .contains("\"x-two\":\"t\"")
                    .contains("\"a\":\"1\"");
            assertThat(sio().variable("TOKEN", "t")
                            .variable("SIO_PROFILE", "h")
                            .run("connect", "-e", "emit headers --ack")
                            .out())
                    .contains("\"x-one\":\"1\"");
            for (List<String> url : List.of(List.of("--url", "@s"), List.of("--url=@s"))) {
                List<String> words = new ArrayList<>(List.of("run", "-"));
                words.addAll(url);
                assertThat(sio().variable("TOKEN", "t")
                                .in(
                                        "test \"t\"\n  client a /\n  emit headers --ack\n  expect ack --match '$1.auth.token == t'\n")
                                .run(words.toArray(String[]::new))
                                .code())
                        .isEqualTo(ExitCode.DONE);
            }
            Sio.Result lines = sio().variable("TOKEN", "t")
                    .run(
                            "connect",
                            server.url(),
                            "-H",
                            "X-Main: 1",
                            "-s",
                            "--no-redact",
                            "-e",
                            "emit headers --ack",
                            "-e",
                            "client a @s -a role=y",
                            "-e",
                            "emit headers --ack",
                            "-e",
                            "use main",
                            "-e",
                            "connect @h",
                            "-e",
                            "emit headers --ack",
                            "-e",
                            "client b @none");
            assertThat(lines.out()
                            .lines()
                            .filter(line -> line.contains(" ack "))
                            .toList())
                    .satisfiesExactly(
                            main -> assertThat(main).contains("\"x-main\":\"1\""),
                            saved -> assertThat(saved)
                                    .contains("\"auth\":{\"token\":\"t\",\"role\":\"y\"}")
                                    .doesNotContain("x-main"),
                            other -> assertThat(other)
                                    .contains("\"x-two\":\"t\"")
                                    .doesNotContain("x-main"));
            assertThat(lines.err()).contains("there is no profile none");
            assertUsage(
                    sio().run("emit", "@h", "headers"),
                    "@env:TOKEN: the environment variable TOKEN is not set",
                    "export TOKEN=…");
        }
    }

    @Test
    void usesProjectFileOnlyIfTrustedOrNamed() throws IOException {
        Path project = home.resolve(".sio.toml");
        Files.writeString(project, "[p]\nurl = \":1\"\n");
        Path below = Files.createDirectory(home.resolve("src"));
        String untrusted = "there is no profile p, and " + project + " is not trusted";
        assertUsage(sio().directory(below).run("tail", "@p"), untrusted, "read it, then: sio profile trust");
        assertThat(sio().run("tail", "@p", "--config", ".sio.toml").code()).isEqualTo(ExitCode.NOT_CONNECTED);
        assertThat(out("profile", "trust")).isEqualTo("trusted until it changes: " + project + "\n");
        assertThat(sio().directory(below).run("tail", "@p").code()).isEqualTo(ExitCode.NOT_CONNECTED);
        Files.writeString(project, "[p]\nurl = \":2\"\n");
        assertUsage(sio().run("tail", "@p"), untrusted, "read it, then: sio profile trust");
    }

    @Test
    void showsCommandBeforeItsFirstUse() throws IOException {
        Files.writeString(home.resolve("p.toml"), "[p]\nurl = \":1\"\nbearer = \"@cmd:echo t; exit 0\"\n");
        String note = "sio: note: @cmd: runs this command now and whenever it is used: echo t; exit 0\n";
        assertThat(sio().run("tail", "@p", "--config", "p.toml").err()).startsWith(note + "sio: TCP: ");
        assertThat(sio().run("tail", "@p", "--config", "p.toml").err()).startsWith("sio: TCP: ");
        assertThat(sio().run("tail", ":1", "--bearer", "@cmd:exit 3").err())
                .endsWith("sio: @cmd:exit 3 ended with exit code 3\n     try: run it by hand\n");
    }
}
