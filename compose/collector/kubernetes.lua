-- Gives a record of Docker's fluentd driver the shape that Fluentd and Fluent Bit give to a pod's line, so that rules
-- written for Kubernetes work here: the Compose project is the namespace, the Compose service the container.
function like_kubernetes(tag, time, record)
    local service = record["com.docker.compose.service"]
    record["kubernetes"] = {
        namespace_name = record["com.docker.compose.project"],
        pod_name = record["container_name"]:gsub("^/", ""),
        container_name = service,
        labels = { ["app.kubernetes.io/name"] = service }
    }
    record["stream"] = record["source"]
    record["ingest_ts"] = os.date("!%Y-%m-%dT%H:%M:%S", time.sec) .. string.format(".%03dZ", time.nsec / 1000000)
    for _, field in ipairs({ "source", "container_name", "com.docker.compose.project", "com.docker.compose.service" }) do
        record[field] = nil
    end
    return 2, time, record
end
