package io.dermflow.imaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses production =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.dermflow.imaging");

    @Test
    void computesWithTheJdkAndOpenCvAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.dermflow.imaging..",
                        "java..",
                        "org.opencv..",
                        "nu.pattern..",
                        "org.jspecify..")
                .because("imaging is pure computation")
                .check(production);
    }

    @Test
    void checksEntropyWithoutAnyNativeCode() {
        classes()
                .that()
                .resideInAPackage("..entropy..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..imaging.entropy..", "java..", "org.jspecify..")
                .because("it guards the native decoder")
                .check(production);
    }

    @Test
    void hasNoCircles() {
        slices().matching("io.dermflow.imaging.(*)..").should().beFreeOfCycles().check(production);
    }
}
