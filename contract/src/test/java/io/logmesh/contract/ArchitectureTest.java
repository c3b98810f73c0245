package io.logmesh.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh.contract", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The command line and the benchmarks use the contract, too, and are no Quarkus applications. */
    @ArchTest
    static final ArchRule knowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.micrometer..");

    /** The services, {@code check} and the audit must decide alike, so what they decide by knows nothing but the record. */
    @ArchTest
    static final ArchRule decisionsArePure = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.logmesh.contract.routing..",
                    "io.logmesh.contract.sources..",
                    "io.logmesh.contract.json..",
                    "io.logmesh.contract.enrichment..",
                    "io.logmesh.contract.catalog..",
                    "io.logmesh.contract.formats..",
                    "io.logmesh.contract.joining..",
                    "io.logmesh.contract.redaction..",
                    "io.logmesh.contract.text..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
