package io.logmesh.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** So that the command line decides exactly as the router does, without a broker or a container. */
    @ArchTest
    static final ArchRule decisionsKnowNoTechnology = noClasses()
            .that()
            .resideInAnyPackage("io.logmesh.contract.routing..", "io.logmesh.contract.sources..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "jakarta..", "io.quarkus..", "io.micrometer..");

    /** CEL and YAML are how rules are written down; what is done with them does not depend on it. */
    @ArchTest
    static final ArchRule onlySourcesKnowTheNotationOfRules = noClasses()
            .that()
            .resideOutsideOfPackage("io.logmesh.contract.sources..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "org.yaml..");

    /** Services share nothing but topics and the contract, so that each can be changed and deployed alone. */
    @ArchTest
    static final ArchRule noServiceKnowsAnother = noClasses()
            .that()
            .resideInAPackage("io.logmesh.router..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logmesh.enricher..",
                    "io.logmesh.archiver..",
                    "io.logmesh.indexer..",
                    "io.logmesh.local..",
                    "io.logmesh.cli..");
}
