package io.dermflow.vision;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The boundaries inside the worker.
@AnalyzeClasses(packages = "io.dermflow.vision", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.dermflow.vision.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_CALLS_AN_ENTRY =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            simpleNameEndingWith("Controller")
                                    .and(resideInAPackage("io.dermflow..")))
                    .because("calls go from the entry inwards");

    @ArchTest
    static final ArchRule ONLY_THE_MODEL_PACKAGE_KNOWS_THE_ENGINE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.dermflow.vision.model")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl..")
                    .because("another engine must fit in behind LoadedModel");

    @ArchTest
    static final ArchRule ONLY_THE_PUMP_KNOWS_KAFKA_CLIENTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.dermflow.vision.pump")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..")
                    .because("a stage's work must not care how its job came");

    @ArchTest
    static final ArchRule ONLY_EDGES_KNOW_BOOT =
            noClasses()
                    .that()
                    .haveNameNotMatching(
                            ".*(Properties|Application|Configuration|Health|Condition)")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework.boot..")
                    .because("stories and leaves run without a container");
}
