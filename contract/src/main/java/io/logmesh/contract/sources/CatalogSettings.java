package io.logmesh.contract.sources;

import java.util.List;
import java.util.Optional;

/**
 * By whom the catalog is filled, and out of which labels of namespaces and pods. Of several names the first counts that is
 * there.
 *
 * @param watch absent = by hand alone
 * @param labels those that are taken over as they are
 */
public record CatalogSettings(
        Optional<Watch> watch, List<String> team, List<String> service, List<String> version, List<String> labels) {

    /** What can be watched. */
    public enum Watch {
        /** The API server of the cluster that the enricher runs in, or of its kubeconfig. */
        KUBERNETES
    }

    /** Nothing said: no watcher. The names are those that Kubernetes recommends, and those that were usual before. */
    public static final CatalogSettings DEFAULT = new CatalogSettings(
            Optional.empty(),
            List.of("team", "owner"),
            List.of("app.kubernetes.io/name", "app", "k8s-app"),
            List.of("app.kubernetes.io/version", "version"),
            List.of());
}
