package io.logmesh.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh.local", importOptions = DoNotIncludeTests.class)
class LayersTest {

    /** The services run as they are deployed, from their packages: an import would make them part of this process. */
    @ArchTest
    static final ArchRule IMPORTS_NO_SERVICE_AND_NOTHING_ABOVE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logmesh.router..",
                    "io.logmesh.enricher..",
                    "io.logmesh.archiver..",
                    "io.logmesh.indexer..",
                    "io.logmesh.cli..",
                    "io.logmesh.bench..",
                    "io.quarkus..");

    /** The libraries are optional: whoever runs processes does without them, so no other class may need them to load. */
    @ArchTest
    static final ArchRule ONLY_CONTAINERS_NEED_TESTCONTAINERS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(ContainerServers|ChildContainer|DockerEngine)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..");
}
