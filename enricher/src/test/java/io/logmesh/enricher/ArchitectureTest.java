package io.logmesh.enricher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What is to be written can be tested without a cluster, and another one could be watched. */
    @ArchTest
    static final ArchRule watchingKnowsNoTechnology = noClasses()
            .that()
            .resideInAPackage("io.logmesh.enricher.watching..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "io.fabric8..",
                    "jakarta..",
                    "io.quarkus..",
                    "io.micrometer..",
                    "io.logmesh.enricher",
                    "io.logmesh.enricher.kubernetes..");

    /** Its client stands behind one package, which is not loaded where nothing is watched. */
    @ArchTest
    static final ArchRule onlyOnePackageKnowsKubernetes = noClasses()
            .that()
            .resideOutsideOfPackage("io.logmesh.enricher.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

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
