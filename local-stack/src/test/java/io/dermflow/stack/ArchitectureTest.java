package io.dermflow.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.dermflow.stack",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesCallOneWay =
            slices().matching("io.dermflow.stack.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule servicesAreFilesNotLibraries =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.dermflow.kit..",
                            "io.dermflow.gateway..",
                            "io.dermflow.ingest..",
                            "io.dermflow.vision..",
                            "io.dermflow.llm..",
                            "io.dermflow.report..");

    @ArchTest
    static final ArchRule theDemoKnowsNothingButHttp =
            noClasses()
                    .that()
                    .resideInAPackage("..demo..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..home..", "..process..", "..control..", "..service..");
}
