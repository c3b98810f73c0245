package io.logmesh.enricher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.logmesh.contract.catalog.Catalog;
import io.logmesh.contract.sources.CatalogSettings;
import io.logmesh.contract.sources.InvalidSourcesException;
import io.logmesh.contract.sources.Sources;
import io.logmesh.enricher.watching.CatalogOfOneProcess;
import io.logmesh.enricher.watching.CatalogWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On fabric8's server, which speaks HTTP and keeps what it is given. */
@Timeout(120)
@EnableKubernetesMockClient(crud = true)
class KubernetesWatchTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    KubernetesMockServer server;
    KubernetesClient client;

    private final CatalogOfOneProcess topic = new CatalogOfOneProcess(true);
    private final List<KubernetesWatch> watches = new ArrayList<>();
    private volatile boolean readable = true;
    private volatile CatalogSettings settings = settings("{watch: kubernetes, labels: [tier]}");

    @AfterEach
    void close() {
        watches.forEach(KubernetesWatch::close);
    }

    @Test
    void fillsTheCatalogAndFollowsTheCluster() {
        node("n1", "eu-1a");
        namespace("shop", Map.of("team", "retail"));
        var uid = pod("cart-1", "n1", Map.of("app", "cart", "tier", "1"));
        start("a", this::client);

        awaitWritten(
                "namespace/shop={\"team\":\"retail\",\"by\":\"kubernetes\"}",
                "pod/" + uid
                        + "={\"service\":\"cart\",\"zone\":\"eu-1a\",\"labels\":{\"tier\":\"1\"},\"by\":\"kubernetes\"}");

        namespace("bank", Map.of("team", "money"));
        var second = pod("cart-2", "n1", Map.of("app", "cart"));
        client.namespaces().withName("shop").edit(shop -> new NamespaceBuilder(shop)
                .editMetadata()
                .addToLabels("team", "retail-2")
                .endMetadata()
                .build());

        awaitWritten(
                "namespace/bank={\"team\":\"money\",\"by\":\"kubernetes\"}",
                "pod/" + second + "={\"service\":\"cart\",\"zone\":\"eu-1a\",\"by\":\"kubernetes\"}",
                "namespace/shop={\"team\":\"retail-2\",\"by\":\"kubernetes\"}");

        client.pods().inNamespace("shop").withName("cart-1").delete();
        assertThat(topic.written()).hasSize(5);
    }

    @Test
    void hasOneLeaderAndAnotherWhereThatOneGoes() {
        namespace("shop", Map.of("team", "retail"));
        var first = start("a", this::client);
        await().atMost(LIMIT).until(() -> first.leads.get() == 1);
        var second = start("b", this::client);
        awaitWritten("namespace/shop={\"team\":\"retail\",\"by\":\"kubernetes\"}");
        assertThat(second.leads).hasValue(0);

        watches.getFirst().close();
        await().atMost(LIMIT).until(() -> second.leads.get() == 1);
        assertThat(first.leads).hasValue(0);

        namespace("bank", Map.of("team", "money"));
        awaitWritten("namespace/bank={\"team\":\"money\",\"by\":\"kubernetes\"}");
        assertThat(topic.written()).hasSize(2);
    }

    @Test
    void followsALeaderThatWasKilled() {
        namespace("shop", Map.of("team", "retail"));
        client.leases()
                .inNamespace(client.getNamespace())
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(Leadership.LEASE)
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity("killed")
                        .withLeaseDurationSeconds(15)
                        .withAcquireTime(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1))
                        .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(10))
                        .withLeaseTransitions(1)
                        .endSpec()
                        .build())
                .create();
        var next = start("a", this::client);

        await().atMost(LIMIT).until(() -> next.leads.get() == 1);
        awaitWritten("namespace/shop={\"team\":\"retail\",\"by\":\"kubernetes\"}");
    }

    @Test
    void tellsOnceThatThereIsNoServerAndGoesOnWhenThereIsOne() {
        namespace("shop", Map.of("team", "retail"));
        var asked = new AtomicInteger();
        var reports = start("a", () -> asked.incrementAndGet() > 2 ? client() : clientOf("http://localhost:1"));

        awaitWritten("namespace/shop={\"team\":\"retail\",\"by\":\"kubernetes\"}");
        assertThat(reports.failures).hasSize(2);
        assertThat(reports.news).hasSize(1).first().asString().isNotBlank();
    }

    /** Informers swallow what their handlers throw: the view is opened anew, or what came meanwhile would be missing. */
    @Test
    void looksAnewWhereSomethingCameWhileTheCatalogCouldNotBeRead() {
        namespace("shop", Map.of("team", "retail"));
        var reports = start("a", this::client);
        awaitWritten("namespace/shop={\"team\":\"retail\",\"by\":\"kubernetes\"}");

        readable = false;
        namespace("bank", Map.of("team", "money"));
        await().atMost(LIMIT).until(() -> !reports.failures.isEmpty());
        readable = true;

        awaitWritten("namespace/bank={\"team\":\"money\",\"by\":\"kubernetes\"}");
        assertThat(topic.written()).hasSize(2);
        assertThat(reports.news).containsExactly("the catalog can't be read");
    }

    @Test
    void asksNobodyUntilTheFileSaysSo() {
        namespace("shop", Map.of("team", "retail"));
        settings = CatalogSettings.DEFAULT;
        var asked = new AtomicInteger();
        var reports = start("a", () -> {
            asked.incrementAndGet();
            return client();
        });
        await().during(Duration.ofSeconds(3)).until(() -> asked.get() == 0);

        settings = settings("{watch: kubernetes}");
        awaitWritten("namespace/shop={\"team\":\"retail\",\"by\":\"kubernetes\"}");

        settings = settings("{watch: kubernetes, team: [squad]}");
        namespace("bank", Map.of("squad", "money"));
        awaitWritten("namespace/bank={\"team\":\"money\",\"by\":\"kubernetes\"}");

        settings = CatalogSettings.DEFAULT;
        await().atMost(LIMIT).until(() -> reports.leads.get() == 0);
    }

    private void awaitWritten(String... messages) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(topic.written()).contains(messages));
    }

    private Reports start(String identity, Supplier<KubernetesClient> clients) {
        var reports = new Reports();
        var watch = new KubernetesWatch(
                new KubernetesWatch.Surroundings() {
                    @Override
                    public CatalogSettings settings() {
                        return settings;
                    }

                    @Override
                    public Optional<Catalog> catalog() {
                        return readable ? Optional.of(topic.catalog) : Optional.empty();
                    }

                    @Override
                    public CatalogWriter writer() {
                        return topic;
                    }
                },
                clients,
                identity,
                reports);
        watches.add(watch);
        watch.start();
        return reports;
    }

    private KubernetesClient client() {
        return server.createClient(new JdkHttpClientFactory());
    }

    private static KubernetesClient clientOf(String url) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(url)
                        .withTrustCerts(true)
                        .withRequestRetryBackoffLimit(0)
                        .withConnectionTimeout(1_000)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private void node(String name, String zone) {
        client.nodes()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("topology.kubernetes.io/zone", zone)
                        .endMetadata()
                        .build())
                .create();
    }

    private void namespace(String name, Map<String, String> labels) {
        client.namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Returns its UID, which the server makes. */
    private String pod(String name, String node, Map<String, String> labels) {
        return client.pods()
                .inNamespace("shop")
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node)
                        .endSpec()
                        .build())
                .create()
                .getMetadata()
                .getUid();
    }

    private static CatalogSettings settings(String yaml) {
        try {
            return Sources.parse("logmesh.yaml", "catalog: " + yaml).catalog();
        } catch (InvalidSourcesException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Reports implements KubernetesWatch.Listener {

        final AtomicInteger leads = new AtomicInteger();
        final List<String> failures = new CopyOnWriteArrayList<>();
        final List<String> news = new CopyOnWriteArrayList<>();

        @Override
        public void leading(boolean isLeading) {
            leads.set(isLeading ? 1 : 0);
        }

        @Override
        public void failed(String why, boolean isNews) {
            failures.add(why);
            if (isNews) {
                news.add(why);
            }
        }
    }
}
