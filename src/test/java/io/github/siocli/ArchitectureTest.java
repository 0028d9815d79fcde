package io.github.siocli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks which packages and libraries each package uses. */
class ArchitectureTest {

    private static final String ROOT = "io.github.siocli.";

    /**
     * Each package, the packages that it may use, and the libraries that it may use. {@code net.*} stands for all
     * packages below {@code net}. A package uses only packages below its own line.
     */
    private static final String TABLE = """
            app               | startup terminal command prompt output render event text                                                         |
            startup           | command terminal                                                                                                      | org.jline
            command           | profile prompt suite shell.server shell.verb shell doctor.check doctor.result doctor output command.option expression render client client.option net.trace net.http protocol.socketio protocol.engineio input event json text secret | picocli
            profile           | output command.option input event text secret | org.tomlj picocli
            prompt            | shell terminal output command.option expression render event json text secret | org.jline picocli
            suite             | shell output command.option expression render input event json text secret |
            shell.server      | shell.verb mock server.fault shell output command.option expression render server server.engine net.tls protocol.socketio protocol.engineio event json secret | picocli
            shell.verb        | shell doctor.check doctor.result doctor output command.option expression render net.trace input event json text secret | picocli
            mock              | server.fault shell command.option expression server server.engine protocol.socketio protocol.engineio event json text |
            shell             | output command.option expression render client client.diagnosis client.option net.trace net input event json text secret | picocli
            doctor.check      | doctor doctor.result render client.engine client.diagnosis client.option net.http net.proxy net.tls net.websocket net protocol.engineio event json | okhttp3
            doctor            | doctor.result client client.engine client.diagnosis client.option net.cookie net.engineio net.http net.trace net.websocket net protocol.socketio protocol.engineio event json concurrent secret | okhttp3 okio
            output            | command.option expression render input event text secret | org.jline.jansi
            command.option    | expression render client.option net.* net input event json text secret | picocli
            render            | doctor.result event json text secret | org.jline.jansi
            doctor.result     | event                                                                                                            |
            server            | server.fault server.engine protocol.socketio protocol.engineio event json                                        | io.netty
            server.fault      | server.engine protocol.socketio                                                                                  |
            server.engine     | net.tls protocol.engineio event json                                                                             | io.netty
            client            | client.engine client.diagnosis client.option net.trace protocol.socketio event json concurrent                   | io.socket
            client.engine     | client.diagnosis client.option net.* net protocol.msgpack protocol.socketio protocol.engineio event json concurrent text | io.socket okhttp3 okio org.json
            client.diagnosis  | client.option net.* net protocol.socketio protocol.engineio event json secret | okhttp3
            client.option     | net.cookie net.proxy net.tls net event json                                                                      |
            net.cookie        | net.websocket                                                                                                    | okhttp3
            net.engineio      | net.http net.websocket protocol.socketio protocol.engineio event json concurrent                                 | okhttp3 okio
            net.trace         | net.http net.websocket protocol.socketio protocol.engineio event json secret | okhttp3 okio
            net.http          | net.proxy net.tls net.websocket net                                                                              | okhttp3 okio
            net.proxy         | net.websocket event                                                                                              |
            net.tls           | net.websocket net input event                                                                                    |
            net.websocket     | text                                                                                                             | okhttp3 okio
            net               |                                                                                                                  |
            protocol.msgpack  | protocol.socketio protocol.engineio event json text                                                              |
            protocol.socketio | protocol.engineio event json text                                                                                |
            protocol.engineio | event json text                                                                                                  |
            secret            | event json text |
            terminal          |                                                                                                                  | org.jline.nativ
            expression        | event json text                                                                                                  |
            input             | event text                                                                                                       |
            event             | json text                                                                                                        |
            json              | text                                                                                                             |
            text              |                                                                                                                  |
            concurrent        |                                                                                                                  |
            """;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT + ".");

    /**
     * One line of the table.
     *
     * @param packages names of packages below the root, or {@code name.*}
     * @param libraries packages of libraries
     */
    private record Row(Set<String> packages, Set<String> libraries) {

        private static Row parse(String[] cells) {
            return new Row(words(cells, 1), words(cells, 2));
        }

        private static Set<String> words(String[] cells, int index) {
            return cells.length <= index || cells[index].isBlank()
                    ? Set.of()
                    : Set.of(cells[index].strip().split(" +"));
        }
    }

    private static Map<String, Row> table() {
        return TABLE.lines()
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(
                        cells -> cells[0].strip(), Row::parse, (first, second) -> first, LinkedHashMap::new));
    }

    /** Returns all pairs "user -> used", with packages below the root and the packages of libraries. */
    private static Set<List<String>> uses() {
        Set<List<String>> uses = new java.util.LinkedHashSet<>();
        for (JavaClass user : CLASSES) {
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                String used = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (!used.isEmpty()
                        && !used.startsWith("java.")
                        && !used.equals("org.jspecify.annotations")
                        && !used.equals(user.getPackageName())) {
                    uses.add(List.of(below(user.getPackageName()), below(used)));
                }
            }
        }
        return uses;
    }

    private static String below(String packageName) {
        return packageName.startsWith(ROOT) ? packageName.substring(ROOT.length()) : packageName;
    }

    private static boolean matches(String pattern, String packageName) {
        return pattern.endsWith(".*")
                ? packageName.startsWith(pattern.substring(0, pattern.length() - 1))
                : packageName.equals(pattern);
    }

    private static boolean isOf(String library, String packageName) {
        return packageName.equals(library) || packageName.startsWith(library + ".");
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = CLASSES.stream()
                .map(type -> below(type.getPackageName()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        Map<String, Row> table = table();
        List<String> violations = new ArrayList<>();
        for (List<String> use : uses()) {
            Row row = table.get(use.get(0));
            String used = use.get(1);
            boolean isAllowed = table.containsKey(used)
                    ? row.packages().stream().anyMatch(pattern -> matches(pattern, used))
                    : used.startsWith("javax.") || row.libraries().stream().anyMatch(library -> isOf(library, used));
            if (!isAllowed) {
                violations.add(use.get(0) + " -> " + used);
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void tableAllowsOnlyWhatIsUsed() {
        Set<List<String>> uses = uses();
        List<String> unused = new ArrayList<>();
        table().forEach((name, row) -> {
            Stream<String> used =
                    uses.stream().filter(use -> use.get(0).equals(name)).map(use -> use.get(1));
            List<String> targets = used.toList();
            row.packages().stream()
                    .filter(pattern -> targets.stream().noneMatch(target -> matches(pattern, target)))
                    .forEach(pattern -> unused.add(name + " -> " + pattern));
            row.libraries().stream()
                    .filter(library -> targets.stream().noneMatch(target -> isOf(library, target)))
                    .forEach(library -> unused.add(name + " -> " + library));
        });
        assertThat(unused).isEmpty();
    }

    @Test
    void packagesUseOnlyPackagesBelowThem() {
        List<String> order = List.copyOf(table().keySet());
        assertThat(uses())
                .filteredOn(use -> order.contains(use.get(1)))
                .allSatisfy(use -> assertThat(order.indexOf(use.get(1))).isGreaterThan(order.indexOf(use.get(0))));
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "app.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyMainUsesTheProcessStreams() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "app.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(CLASSES);
    }

    @Test
    void staticFieldsAreFinal() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void packageNamesSayWhatIsInThem() {
        assertThat(table().keySet()).noneMatch(name -> name.matches("(.*\\.)?(utils?|common|helpers?|core)(\\..*)?"));
    }
}
