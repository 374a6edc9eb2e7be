package io.dermflow.imaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.dermflow.imaging.decode.Held;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses PRODUCTION =
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
                .check(PRODUCTION);
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
                .check(PRODUCTION);
    }

    @Test
    void holdsWhatWorksInOpenCvUntilItHasAnswered() {
        classes().should(holdWhatWorks()).check(PRODUCTION);
    }

    private static ArchCondition<JavaClass> holdWhatWorks() {
        return new ArchCondition<>("use what works in OpenCV inside Held.during alone") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnitCallsFromSelf().stream()
                        .filter(call -> letsWork(call) && !isHeld(call))
                        .map(call -> SimpleConditionEvent.violated(call, call.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    /// Whether an object that the collector might take is asked, or handed over. What only sets a
    /// number has returned at once.
    private static boolean letsWork(JavaCall<?> call) {
        return works(call.getTargetOwner())
                && !call.getName().startsWith("set_")
                && (isAsked(call)
                        || call.getTarget().getRawParameterTypes().stream()
                                .anyMatch(ArchitectureTest::works));
    }

    private static boolean isAsked(JavaCall<?> call) {
        return call instanceof JavaMethodCall method
                && !method.getTarget()
                        .resolveMember()
                        .orElseThrow()
                        .getModifiers()
                        .contains(JavaModifier.STATIC);
    }

    /// Pictures and points (`core`) are held by whoever releases them.
    private static boolean works(JavaClass type) {
        return type.getPackageName().startsWith("org.opencv.")
                && !type.getPackageName().equals("org.opencv.core");
    }

    private static boolean isHeld(JavaCall<?> call) {
        return call.isDeclaredInLambda()
                && call.getOrigin().getMethodCallsFromSelf().stream()
                        .anyMatch(other -> other.getTargetOwner().isEquivalentTo(Held.class));
    }

    @Test
    void hasNoCircles() {
        slices().matching("io.dermflow.imaging.(*)..").should().beFreeOfCycles().check(PRODUCTION);
    }
}
