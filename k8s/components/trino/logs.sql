-- What a source's objects hold as JSON, with the layout that the archiver has unless told otherwise. One table for each source.
CREATE SCHEMA IF NOT EXISTS logs.mesh;

CREATE TABLE IF NOT EXISTS logs.mesh.k8s_logs (
  "@timestamp" varchar,
  ingest_ts varchar,
  source varchar,
  level varchar,
  message varchar,
  log varchar,
  stream varchar,
  event_id varchar,
  trace_id varchar,
  kubernetes row(namespace_name varchar, pod_name varchar, container_name varchar, host varchar),
  dt varchar,
  hour varchar
) WITH (
  format = 'JSON',
  external_location = 's3://logmesh/logs/k8s-logs',
  partitioned_by = ARRAY['dt', 'hour']
);

CALL logs.system.sync_partition_metadata('mesh', 'k8s_logs', 'ADD');
