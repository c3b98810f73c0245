package io.logmesh.cli.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh.cli", importOptions = DoNotIncludeTests.class)
class AuditLayersTest {

    /** A proof is worth what its comparison is worth; that stays testable without any server only if it knows none. */
    @ArchTest
    static final ArchRule BALANCE_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("io.logmesh.cli.audit.balance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "co.elastic..",
                    "software.amazon..",
                    "picocli..",
                    "io.logmesh.cli.connection..");

    /** How to reach the archive, and what the store's errors mean to a user, is decided in one place. */
    @ArchTest
    static final ArchRule S3_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.logmesh.cli.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");
}
