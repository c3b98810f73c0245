package io.logmesh.enricher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** So that enrichment can be tested, measured and shown by the command line without a broker or a container. */
    @ArchTest
    static final ArchRule joiningKnowsNoTechnology = noClasses()
            .that()
            .resideInAPackage("io.logmesh.enricher.joining..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "jakarta..",
                    "io.quarkus..",
                    "io.micrometer..",
                    "org.eclipse.microprofile..",
                    "org.jboss..");

    /** The edge depends on the decisions, never the other way round. */
    @ArchTest
    static final ArchRule joiningDoesNotKnowTheEdge = noClasses()
            .that()
            .resideInAPackage("io.logmesh.enricher.joining..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.logmesh.enricher");

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
