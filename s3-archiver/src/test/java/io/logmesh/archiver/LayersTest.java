package io.logmesh.archiver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.logmesh", importOptions = DoNotIncludeTests.class)
class LayersTest {

    /** The protocol is proved by a model that runs it without a broker or a store, millions of times. */
    @ArchTest
    static final ArchRule THE_ARCHIVE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.logmesh.archiver.archive..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "software.amazon..",
                    "jakarta..",
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.micrometer..",
                    "org.apache.parquet..",
                    "io.logmesh.archiver",
                    "io.logmesh.archiver.s3..",
                    "io.logmesh.archiver.parquet..");

    /** The same holds for Parquet's library, whose classes come and go with its versions. */
    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_PARQUET = noClasses()
            .that()
            .resideOutsideOfPackages("io.logmesh.archiver.parquet..")
            .and()
            .resideInAPackage("io.logmesh.archiver..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.parquet..");

    /** A new version of the SDK, or another store, must not be felt outside of one package. */
    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackages("io.logmesh.archiver.s3..")
            .and()
            .resideInAPackage("io.logmesh.archiver..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    /** The store does as it is told; what is told is decided elsewhere. */
    @ArchTest
    static final ArchRule THE_STORE_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.logmesh.archiver.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.logmesh.archiver");

    /** Services are scaled, released and replaced on their own. */
    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .that()
            .resideInAPackage("io.logmesh.archiver..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.logmesh.router..",
                    "io.logmesh.enricher..",
                    "io.logmesh.indexer..",
                    "io.logmesh.local..",
                    "io.logmesh.cli..");
}
