package io.github.siocli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages, and the fences around the libraries. */
class ArchitectureTest {

    private static final String ROOT = "io.github.siocli";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void arrowsGoDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("roof")
                .definedBy(ROOT)
                .layer("archive")
                .definedBy(ROOT + ".archive")
                .layer("repl")
                .definedBy(ROOT + ".repl")
                .layer("cli")
                .definedBy(ROOT + ".cli")
                .layer("verbs")
                .definedBy(ROOT + ".cli.verbs")
                .layer("language")
                .definedBy(ROOT + ".cli.language")
                .layer("hostverbs")
                .definedBy(ROOT + ".cli.hosting.verbs")
                .layer("hosting")
                .definedBy(ROOT + ".cli.hosting")
                .layer("rules")
                .definedBy(ROOT + ".cli.rules")
                .layer("dialogue")
                .definedBy(ROOT + ".cli.dialogue")
                .layer("options")
                .definedBy(ROOT + ".cli.options")
                .layer("render")
                .definedBy(ROOT + ".render")
                .layer("serve")
                .definedBy(ROOT + ".serve")
                .layer("engine")
                .definedBy(ROOT + ".serve.engine")
                .layer("client")
                .definedBy(ROOT + ".client")
                .layer("trace")
                .definedBy(ROOT + ".client.trace")
                .layer("eio3")
                .definedBy(ROOT + ".client.eio3")
                .layer("websocket")
                .definedBy(ROOT + ".client.websocket")
                .layer("certificate")
                .definedBy(ROOT + ".client.certificate")
                .layer("http")
                .definedBy(ROOT + ".client.http")
                .layer("proxy")
                .definedBy(ROOT + ".client.proxy")
                .layer("wire")
                .definedBy(ROOT + ".wire..")
                .layer("event")
                .definedBy(ROOT + ".event")
                .layer("json")
                .definedBy(ROOT + ".json")
                .layer("input")
                .definedBy(ROOT + ".input")
                .whereLayer("roof")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("archive")
                .mayOnlyBeAccessedByLayers("roof")
                .whereLayer("repl")
                .mayOnlyBeAccessedByLayers("roof")
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("repl", "roof")
                .whereLayer("verbs")
                .mayOnlyBeAccessedByLayers("hostverbs", "cli")
                .whereLayer("hostverbs")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("hosting")
                .mayOnlyBeAccessedByLayers("hostverbs", "cli")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("hosting", "cli")
                .whereLayer("language")
                .mayOnlyBeAccessedByLayers("rules", "verbs", "hostverbs", "cli", "repl")
                .whereLayer("dialogue")
                .mayOnlyBeAccessedByLayers("language", "hosting", "hostverbs", "verbs", "cli", "repl")
                .whereLayer("options")
                .mayOnlyBeAccessedByLayers(
                        "dialogue", "language", "rules", "hosting", "hostverbs", "verbs", "cli", "repl")
                .whereLayer("render")
                .mayOnlyBeAccessedByLayers(
                        "dialogue", "rules", "hosting", "hostverbs", "verbs", "cli", "repl", "options", "roof")
                .whereLayer("serve")
                .mayOnlyBeAccessedByLayers("rules", "hosting", "cli")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("serve", "rules", "hosting", "cli")
                .whereLayer("client")
                // What waits to be shown waits in the same queue on both sides.
                .mayOnlyBeAccessedByLayers("dialogue", "hosting", "verbs", "cli", "options", "roof")
                .whereLayer("certificate")
                .mayOnlyBeAccessedByLayers("client", "options")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("client", "trace")
                .whereLayer("proxy")
                .mayOnlyBeAccessedByLayers("client", "options")
                .whereLayer("trace")
                .mayOnlyBeAccessedByLayers("client", "dialogue", "verbs", "cli", "options")
                .whereLayer("websocket")
                .mayOnlyBeAccessedByLayers("trace", "proxy", "client")
                .whereLayer("eio3")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("input")
                .mayOnlyBeAccessedByLayers("engine", "certificate", "client", "language", "options", "cli")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("trace", "serve", "engine", "eio3", "client", "rules", "hosting", "cli")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers(
                        "wire",
                        "trace",
                        "serve",
                        "engine",
                        "eio3",
                        "certificate",
                        "proxy",
                        "client",
                        "render",
                        "dialogue",
                        "language",
                        "rules",
                        "hosting",
                        "hostverbs",
                        "verbs",
                        "cli",
                        "repl",
                        "options",
                        "roof")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers(
                        "event",
                        "wire",
                        "trace",
                        "eio3",
                        "certificate",
                        "proxy",
                        "serve",
                        "engine",
                        "client",
                        "render",
                        "dialogue",
                        "language",
                        "rules",
                        "hosting",
                        "hostverbs",
                        "verbs",
                        "cli",
                        "repl",
                        "options")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void socketIoAndHttpLibrariesStayInClient() {
        onlyIn(List.of("client"), "io.socket..", "okhttp3..", "okio..", "org.json..");
    }

    @Test
    void websocketsKnowNothingOfSocketIo() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".client.websocket..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.socket..", "org.json..")
                .check(CLASSES);
    }

    @Test
    void picocliStaysInCli() {
        // The prompt completes what the models of the verbs hold.
        onlyIn(List.of("cli", "repl"), "picocli..");
    }

    @Test
    void jlineStaysInThePrompt() {
        onlyIn(List.of("repl"), "org.jline..");
    }

    @Test
    void nettyStaysInTheServer() {
        onlyIn(List.of("serve"), "io.netty..");
    }

    @Test
    void engineIoKnowsNothingOfSocketIo() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".serve.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".serve")
                .check(CLASSES);
    }

    @Test
    void jacksonStaysInJson() {
        onlyIn(List.of("json"), "tools.jackson..");
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void nothingButMainTouchesTheProcessStreams() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(CLASSES);
    }

    @Test
    void noStaticStateIsMutable() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void nobodyNamesAPackageUtil() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..core..")
                .check(CLASSES);
    }

    private static void onlyIn(List<String> rooms, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES);
    }
}
