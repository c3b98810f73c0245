package io.logmesh.indexer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String INDEXER = "io.logmesh.indexer..";

    // What becomes of a document can be read and tested without a broker, a cluster or a container.
    @ArchTest
    static final ArchRule decisionsKnowNoTechnology = noClasses()
            .that()
            .resideInAPackage("io.logmesh.indexer.bulk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "org.elasticsearch..",
                    "co.elastic..",
                    "org.apache.http..",
                    "jakarta..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "org.eclipse.microprofile..",
                    "io.logmesh.indexer",
                    "io.logmesh.indexer.elastic..");

    // One package to change when the client's API does.
    @ArchTest
    static final ArchRule onlyElasticKnowsTheClient = noClasses()
            .that()
            .resideInAPackage(INDEXER)
            .and()
            .resideOutsideOfPackage("io.logmesh.indexer.elastic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.elasticsearch..", "co.elastic..", "org.apache.http..");

    // The vendor's package turns answers into the terms of the decisions; it takes part in nothing else.
    @ArchTest
    static final ArchRule elasticKnowsNoEdge = noClasses()
            .that()
            .resideInAPackage("io.logmesh.indexer.elastic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "io.quarkus..", "io.smallrye..", "jakarta..", "io.logmesh.indexer");

    // Services meet in topics only, so that each is deployed, scaled and replaced on its own.
    @ArchTest
    static final ArchRule noOtherService = noClasses()
            .that()
            .resideInAPackage(INDEXER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logmesh.router..", "io.logmesh.enricher..", "io.logmesh.archiver..", "io.logmesh.cli..");
}
