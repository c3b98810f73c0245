package io.logmesh.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh.cli", importOptions = DoNotIncludeTests.class)
class LayersTest {

    /** The command must work on any mesh, whatever runs there: it knows the contract, not the services' code. */
    @ArchTest
    static final ArchRule KNOWS_NO_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logmesh.router..", "io.logmesh.enricher..", "io.logmesh.archiver..", "io.logmesh.indexer..");

    /** A package for each subject stays readable by itself only as long as no two of them need each other. */
    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.logmesh.cli.(*)..").should().beFreeOfCycles();

    /** How to reach Elasticsearch, and what its errors mean to a user, is decided in one place. */
    @ArchTest
    static final ArchRule ELASTIC_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.logmesh.cli.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("co.elastic..", "org.elasticsearch..");
}
