package io.logmesh.it;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import org.junit.jupiter.api.parallel.ResourceLock;

@AnalyzeClasses(packages = "io.logmesh.it")
class HalvesTest {

    /** One without would run beside others that change the same servers. */
    @ArchTest
    static void everyTestIsOfAHalf(JavaClasses tests) {
        classes()
                .that()
                .haveSimpleNameEndingWith("IT")
                .should(beAnnotatedWith(ResourceLock.class))
                .check(tests);
    }
}
