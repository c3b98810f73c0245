"""Errors of one source by hour and namespace. basePath makes dt and hour columns; the schema keeps hour 01 from becoming 1."""
import os

from pyspark.sql import SparkSession

bucket = os.environ["LOGMESH_ARCHIVER_BUCKET"]
source = os.environ["SOURCE"]
builder = SparkSession.builder.appName("errors-by-hour").config(
    "spark.hadoop.fs.s3a.endpoint.region", os.environ["LOGMESH_ARCHIVER_REGION"]
)
endpoint = os.environ.get("LOGMESH_ARCHIVER_ENDPOINT")
if endpoint:
    builder = builder.config("spark.hadoop.fs.s3a.endpoint", endpoint).config("spark.hadoop.fs.s3a.path.style.access", "true")
spark = builder.getOrCreate()
records = (
    spark.read.schema("level STRING, kubernetes STRUCT<namespace_name: STRING>, dt STRING, hour STRING")
    .option("basePath", f"s3a://{bucket}/logs/{source}")
    .json(f"s3a://{bucket}/logs/{source}/dt=*/hour=*/*.json.gz")
)
records.where("level IN ('error', 'fatal')").groupBy("dt", "hour", "kubernetes.namespace_name").count().orderBy(
    "dt", "hour"
).show(1000, truncate=False)
