package io.github.siocli.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.github.siocli.testing.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A copy of this project to install from: a build in it does not disturb the one that runs the tests. */
final class Checkout {
    static final Path PROJECT = Path.of(System.getProperty("user.dir"));

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /** All files of the project, so that the installer really builds. */
    static Checkout complete(Path root) throws IOException {
        var listing = new Command(
                        PROJECT, List.of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"))
                .run();
        for (String file : listing.out().split("\0")) {
            if (Files.isRegularFile(PROJECT.resolve(file))) {
                copy(file, root);
            }
        }
        return new Checkout(root);
    }

    /** Only the installer, with {@link StandIn} instead of a build. */
    static Checkout standIn(Path root) throws IOException {
        for (String file : List.of("install.sh", "src/main/launcher/sio", "src/main/launcher/find-java")) {
            copy(file, root);
        }
        var jar = root.resolve("stand-in.jar");
        writeJar(jar);
        return new Checkout(root).building("library-1");
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
    Command install(String... options) {
        return command(List.of(root.resolve("install.sh").toString()), options);
    }

    /** The installer, run by this shell. */
    Command installWith(String shell, String... options) {
        var words = new ArrayList<>(List.of(shell.split(" ")));
        words.add(root.resolve("install.sh").toString());
        return command(words, options);
    }

    private Command command(List<String> start, String... options) {
        var words = Stream.concat(start.stream(), Stream.of(options)).toList();
        return new Command(root.getParent(), words).with(repository());
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

    private static void writeJar(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandIn.class.getName());
        var entry = StandIn.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = StandIn.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
    }
}
