package io.logmesh.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layers of docs/architecture.md over all modules; a module's own test sees but its own classes. */
class LayersTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Stream.of(
                            "contract",
                            "telemetry",
                            "router",
                            "enricher",
                            "s3-archiver",
                            "es-indexer",
                            "local",
                            "cli",
                            "bench")
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());

    /** Services are changed, scaled and deployed alone, and know none of the programs around them. */
    @ParameterizedTest
    @ValueSource(strings = {"router", "enricher", "archiver", "indexer"})
    void serviceKnowsTheContractOnly(String service) {
        noClasses()
                .that()
                .resideInAPackage(in(service))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of("router", "enricher", "archiver", "indexer", "local", "cli", "bench")
                        .filter(other -> !other.equals(service))
                        .map(LayersTest::in)
                        .toArray(String[]::new))
                .check(ALL);
    }

    /** Programs run the services as they are deployed, and share decisions with them through the contract. */
    @ParameterizedTest
    @ValueSource(strings = {"contract", "telemetry", "local", "cli", "bench"})
    void nobodyImportsAService(String module) {
        noClasses()
                .that()
                .resideInAPackage(in(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("router"), in("enricher"), in("archiver"), in("indexer"))
                .check(ALL);
    }

    /** Decisions are tested and measured without a broker, a store, a cluster or a container. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "contract.json",
                "contract.routing",
                "contract.sources",
                "contract.enrichment",
                "contract.catalog",
                "router.quota",
                "contract.joining",
                "enricher.watching",
                "archiver.archive",
                "indexer.bulk",
                "cli.audit.balance"
            })
    void purePackageKnowsNoTechnology(String pure) {
        var technology = List.of(
                "org.apache.kafka..",
                "software.amazon..",
                "co.elastic..",
                "org.elasticsearch..",
                "org.apache.http..",
                "io.fabric8..",
                "jakarta..",
                "io.quarkus..",
                "io.smallrye..",
                "io.micrometer..",
                "org.eclipse.microprofile..");
        noClasses()
                .that()
                .resideInAPackage(in(pure))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology.toArray(String[]::new))
                .check(ALL);
    }

    /** Another version of an SDK, or another vendor, is felt in one package. */
    @ParameterizedTest
    @CsvSource({
        "enricher, io.fabric8..,      enricher.kubernetes",
        "archiver, software.amazon.., archiver.s3",
        "indexer,  co.elastic..,      indexer.elastic",
        "indexer,  org.elasticsearch..,  indexer.elastic",
        "cli,      software.amazon.., cli.connection",
        "cli,      co.elastic..,      cli.connection",
    })
    void onePackageKnowsTheVendor(String module, String sdk, String vendorPackage) {
        noClasses()
                .that()
                .resideInAPackage(in(module))
                .and()
                .resideOutsideOfPackage(in(vendorPackage))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(sdk)
                .check(ALL);
    }

    /** The command line and the benchmarks use the contract, too, and are no Quarkus applications. */
    @Test
    void onlyServicesKnowQuarkus() {
        noClasses()
                .that()
                .resideInAnyPackage(in("contract"), in("telemetry"), in("local"), in("cli"), in("bench"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..")
                .check(ALL);
    }

    private static String in(String module) {
        return "io.logmesh." + module + "..";
    }
}
