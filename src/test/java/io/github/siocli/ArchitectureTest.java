package io.github.siocli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
                .layer("cli")
                .definedBy(ROOT + ".cli")
                .layer("options")
                .definedBy(ROOT + ".cli.options")
                .layer("render")
                .definedBy(ROOT + ".render")
                .layer("client")
                .definedBy(ROOT + ".client")
                .layer("wire")
                .definedBy(ROOT + ".wire")
                .layer("event")
                .definedBy(ROOT + ".event")
                .layer("json")
                .definedBy(ROOT + ".json")
                .whereLayer("roof")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("roof")
                .whereLayer("options")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("render")
                .mayOnlyBeAccessedByLayers("cli", "options", "roof")
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("cli", "options", "roof")
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("client")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("wire", "client", "render", "cli", "options", "roof")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("event", "wire", "client", "render", "cli", "options")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void socketIoAndHttpLibrariesStayInClient() {
        onlyIn("client", "io.socket..", "okhttp3..", "okio..", "org.json..");
    }

    @Test
    void picocliStaysInCli() {
        onlyIn("cli", "picocli..");
    }

    @Test
    void jacksonStaysInJson() {
        onlyIn("json", "tools.jackson..");
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

    private static void onlyIn(String room, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES);
    }
}
