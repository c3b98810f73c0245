-- Adds what the mesh looks for: when the line was collected, the key that keeps a container's lines in order, and where it is from.
function stamp(tag, time, record)
    local now = os.time()
    record["ingest_ts"] = os.date("!%Y-%m-%dT%H:%M:%SZ", now)
    record["collector"] = { name = "fluent-bit", cluster = os.getenv("CLUSTER"), node = os.getenv("NODE") }
    local kubernetes = record["kubernetes"]
    record["container_id"] = kubernetes and kubernetes["docker_id"] or tag
    return 2, time, record
end
