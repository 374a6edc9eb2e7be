package io.dermflow.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The boundaries of this module.
@AnalyzeClasses(
        packages = "io.dermflow.ingest",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresDependOneWay =
            slices().matching("io.dermflow.ingest.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a feature that is used by another must not need that other one");

    @ArchTest
    static final ArchRule nobodyCallsAnEntry =
            noClasses()
                    .that()
                    .haveSimpleNameNotContaining("Controller")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleNameEndingWith("Controller")
                    .because("calls go entry, story, leaf, and never back");

    @ArchTest
    static final ArchRule storiesDoNotKnowSpringBoot =
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Application")
                    .and()
                    .haveSimpleNameNotEndingWith("Configuration")
                    .and()
                    .haveSimpleNameNotEndingWith("Properties")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework.boot..")
                    .because("Boot wires things together; it does not do the work");

    @ArchTest
    static final ArchRule imagesKnowNoFramework =
            noClasses()
                    .that()
                    .resideInAPackage("io.dermflow.ingest.image..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.springframework..", "org.apache.kafka..")
                    .allowEmptyShould(true)
                    .because("taking an image in is pure computation");

    @ArchTest
    static final ArchRule entriesStayInTheirPackage =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Controller")
                    .should()
                    .bePackagePrivate()
                    .because("nobody but Spring calls them");
}
