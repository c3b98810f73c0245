# syntax=docker/dockerfile:1
# One image for each service: docker build --build-arg MODULE=router -t logmesh/router .
# The versions of the two bases stand here and nowhere else.
ARG JDK_IMAGE=eclipse-temurin:25.0.4_7-jdk-noble
ARG JRE_IMAGE=eclipse-temurin:25.0.4_7-jre-noble

# MODULE is not known to this stage, so that the four images share one build of it.
FROM ${JDK_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q -pl router,enricher,s3-archiver,es-indexer -am package -DskipTests

FROM ${JRE_IMAGE}
ARG MODULE
ENV QUARKUS_HTTP_PORT=8080
WORKDIR /app
# What changes least comes first: a new build of the code alone replaces only the last, small layers.
COPY --from=build /src/${MODULE}/target/quarkus-app/lib/ lib/
COPY --from=build /src/${MODULE}/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /src/${MODULE}/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /src/${MODULE}/target/quarkus-app/app/ app/
# A number, since Kubernetes can't tell whether a name is root.
USER 10001:10001
EXPOSE 8080
# The base has no curl; bash opens the connection itself. Kubernetes ignores this line and has probes of its own.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]
# What the heap does not take is for RocksDB, network buffers and threads. Out of memory, a restart beats limping on. The
# two options behind that keep the JVM from warning of what RocksDB and protobuf do, in plain text between JSON lines.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "quarkus-run.jar"]
