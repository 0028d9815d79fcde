package io.github.siocli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.github.siocli.testing.ProcessCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A copy of this project to install from: a build in it does not disturb the one that runs the tests. */
final class Checkout {
    static final Path PROJECT = Path.of(System.getProperty("user.dir"));

    /** The replacement of the archive maker writes this file beside the jars. */
    static final String ARCHIVED = "archived";

    private static final String MAIN = "io.github.siocli.app.Main";
    private static final String ARCHIVE_MAKER = "io.github.siocli.startup.ArchiveMaker";

    private final Path root;
    private final Map<String, String> variables = new HashMap<>(repository());

    private Checkout(Path root) {
        this.root = root;
    }

    /** All files of the project, so that the installer really builds. */
    static Checkout complete(Path root) throws IOException {
        var listing = new ProcessCommand(
                        PROJECT, List.of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"))
                .run();
        for (String file : listing.out().split("\0")) {
            if (Files.isRegularFile(PROJECT.resolve(file))) {
                copy(file, root);
            }
        }
        return new Checkout(root);
    }

    /** Only the installer, with {@link StandIn} instead of a build; it finds one JDK, a script that starts no JVM. */
    static Checkout standIn(Path root) throws IOException {
        for (String file : List.of("install.sh", "src/main/launcher/sio", "src/main/launcher/find-java")) {
            copy(file, root);
        }
        Files.write(root.resolve("stand-in.jar"), StandInJar.BYTES);
        var checkout = new Checkout(root).building("library-1");
        checkout.variables.put(
                "SIO_JDK_DIRS", Jdk.claiming("99", root.resolve("jdk")).toString());
        return checkout;
    }

    /** From now on the build has this one library. */
    Checkout building(String library) {
        return buildingWith("mkdir -p target/lib; cp stand-in.jar target/sio.jar; : >target/lib/" + library + ".jar");
    }

    /** From now on the build is this script. */
    Checkout buildingWith(String script) {
        executable(root.resolve("mvnw"), script);
        return this;
    }

    Checkout withCompletions() throws IOException {
        Files.createDirectories(root.resolve("completions"));
        for (String name : List.of("sio.bash", "_sio", "sio.fish")) {
            Files.writeString(root.resolve("completions").resolve(name), name);
        }
        return this;
    }

    Path path(String file) {
        return root.resolve(file);
    }

    /** The installer, to be run from a directory that is not the checkout. */
    ProcessCommand install(String... options) {
        return command(List.of(root.resolve("install.sh").toString()), options);
    }

    /** The installer, run by this shell. */
    ProcessCommand installWith(String shell, String... options) {
        var words = new ArrayList<>(List.of(shell.split(" ")));
        words.add(root.resolve("install.sh").toString());
        return command(words, options);
    }

    private ProcessCommand command(List<String> start, String... options) {
        var words = Stream.concat(start.stream(), Stream.of(options)).toList();
        return new ProcessCommand(root.getParent(), words).with(variables);
    }

    /** Returns the environment of the installer. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** A local repository chosen for the build around the tests is also the one for a build in a test. */
    private static Map<String, String> repository() {
        var chosen = System.getProperty("maven.repo.local");
        return chosen == null ? Map.of() : Map.of("MAVEN_OPTS", "-Dmaven.repo.local=" + chosen);
    }

    static Path executable(Path file, String script) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n" + script + "\n", UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError("cannot make executable: " + file);
        }
        return file;
    }

    private static void copy(String file, Path root) throws IOException {
        var target = root.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(PROJECT.resolve(file), target, COPY_ATTRIBUTES);
    }

    /** The jar of {@link StandIn}, compiled once. */
    private static final class StandInJar {

        static final byte[] BYTES = write();

        private static byte[] write() {
            try {
                Path directory = Files.createTempDirectory("sio-stand-in");
                byte[] jar = jar(compile(directory));
                try (var files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
                return jar;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] jar(Path classes) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN);
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes, manifest)) {
            for (String name : List.of(StandIn.class.getName(), MAIN, ARCHIVE_MAKER)) {
                String entry = name.replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                Files.copy(classes.resolve(entry), out);
            }
        }
        return bytes.toByteArray();
    }

    /** The classes that the launcher and the installer start by name. */
    private static Path compile(Path directory) throws IOException {
        Path main = source(directory, MAIN, "io.github.siocli.install.StandIn.main(args);");
        Path maker = source(
                directory,
                ARCHIVE_MAKER,
                "java.nio.file.Files.writeString(java.nio.file.Path.of(args[1], \"" + ARCHIVED + "\"), args[0]);");
        Path standIn =
                PROJECT.resolve("src/test/java").resolve(StandIn.class.getName().replace('.', '/') + ".java");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-d",
                        directory.toString(),
                        main.toString(),
                        maker.toString(),
                        standIn.toString());
        if (failed != 0) {
            throw new AssertionError("the stand-in does not compile");
        }
        return directory;
    }

    private static Path source(Path directory, String name, String body) throws IOException {
        Path file = directory.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        int dot = name.lastIndexOf('.');
        return Files.writeString(
                file,
                "package " + name.substring(0, dot) + "; public final class " + name.substring(dot + 1)
                        + " { public static void main(String[] args) throws Exception { " + body + " } }");
    }
}
