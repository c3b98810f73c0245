/** The only place that knows Kubernetes' client. {@link io.logmesh.enricher.kubernetes.KubernetesWatch} is the whole. */
package io.logmesh.enricher.kubernetes;
