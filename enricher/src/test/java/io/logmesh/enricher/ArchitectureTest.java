package io.logmesh.enricher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Services share nothing but topics and the contract, so that each can be changed and deployed alone. */
    @ArchTest
    static final ArchRule noServiceKnowsAnother = noClasses()
            .that()
            .resideInAPackage("io.logmesh.enricher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logmesh.router..",
                    "io.logmesh.archiver..",
                    "io.logmesh.indexer..",
                    "io.logmesh.local..",
                    "io.logmesh.cli..");
}
