package io.dermflow.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.dermflow.report",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_DEPEND_ONE_WAY =
            slices().matching("io.dermflow.report.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a reader must be able to start anywhere and only go down");

    @ArchTest
    static final ArchRule NO_SERVICE_USES_ANOTHERS_CODE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.dermflow.gateway..",
                            "io.dermflow.ingest..",
                            "io.dermflow.vision..",
                            "io.dermflow.llm..",
                            "io.dermflow.imaging..")
                    .because("services meet on topics and over HTTP only (DESIGN)");

    @ArchTest
    static final ArchRule NOBODY_CALLS_A_CONTROLLER =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("io\\.dermflow\\..*Controller")
                    .because("whoever opened the story never goes back to the entry");

    @ArchTest
    static final ArchRule NO_VAGUE_NAMES =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                    .because("such a name says nothing (STYLE)");
}
