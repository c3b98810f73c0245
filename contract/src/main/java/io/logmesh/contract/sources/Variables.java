package io.logmesh.contract.sources;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Optional;

/** The names that an expression may use, and their types. */
public final class Variables {

    /** The text of the record: its {@code log}, else {@code message}, {@code MESSAGE} or {@code body}. */
    public static final String LOG = "log";

    /** The record's {@code message}, else the same as {@link #LOG}. */
    public static final String MESSAGE = "message";

    public static final String LEVEL = "level";
    public static final String STREAM = "stream";

    /** Where in the cluster the record comes from; its fields are variables of their own, {@code k8s.pod_name} and so on. */
    public static final String K8S = "k8s";

    public static final String K8S_NAMESPACE = "k8s.namespace_name";
    public static final String K8S_POD = "k8s.pod_name";
    public static final String K8S_CONTAINER = "k8s.container_name";
    public static final String K8S_HOST = "k8s.host";
    public static final String K8S_LABELS = "k8s.labels";
    public static final String K8S_ANNOTATIONS = "k8s.annotations";

    /** The members of the record's {@code fields} object, and those of the record itself. */
    public static final String FIELDS = "fields";

    /** The raw topic that the record was read from. */
    public static final String TOPIC = "topic";

    /** The headers that the collector gave the Kafka record; of several with one name, the last. */
    public static final String HEADERS = "headers";

    /** The length of the value in bytes. */
    public static final String SIZE = "size";

    /** What {@code has(k8s.x)} looks at; no name that a user can write. */
    static final String K8S_OF_HAS = "@k8s";

    /** What {@code has(level)} looks at: its members are the top-level names. */
    static final String RECORD_OF_HAS = "@record";

    private static final CelType STRINGS = MapType.create(SimpleType.STRING, SimpleType.STRING);

    /** The fields of {@code k8s}. */
    static final ImmutableMap<String, CelType> K8S_FIELDS = ImmutableMap.of(
            "namespace_name", SimpleType.STRING,
            "pod_name", SimpleType.STRING,
            "container_name", SimpleType.STRING,
            "host", SimpleType.STRING,
            "labels", STRINGS,
            "annotations", STRINGS);

    static final StructType K8S_TYPE =
            StructType.create(K8S, K8S_FIELDS.keySet(), field -> Optional.ofNullable(K8S_FIELDS.get(field)));

    /** The top-level names. */
    static final ImmutableMap<String, CelType> TYPES = ImmutableMap.<String, CelType>builder()
            .put(LOG, SimpleType.STRING)
            .put(MESSAGE, SimpleType.STRING)
            .put(LEVEL, SimpleType.STRING)
            .put(STREAM, SimpleType.STRING)
            .put(K8S, K8S_TYPE)
            .put(FIELDS, MapType.create(SimpleType.STRING, SimpleType.DYN))
            .put(TOPIC, SimpleType.STRING)
            .put(HEADERS, STRINGS)
            .put(SIZE, SimpleType.INT)
            .build();

    static final StructType RECORD_TYPE =
            StructType.create(RECORD_OF_HAS, TYPES.keySet(), name -> Optional.ofNullable(TYPES.get(name)));

    /** Lets the type checker find the fields of {@code k8s}, and those of the record. */
    static final CelTypeProvider TYPE_PROVIDER = new CelTypeProvider() {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.of(K8S_TYPE, RECORD_TYPE);
        }

        @Override
        public Optional<CelType> findType(String name) {
            return types().stream().filter(type -> type.name().equals(name)).findFirst();
        }
    };

    private Variables() {}
}
