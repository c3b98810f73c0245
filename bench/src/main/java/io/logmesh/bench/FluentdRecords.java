package io.logmesh.bench;

import io.logmesh.contract.json.JsonBuffer;

/** Records as Fluentd's Kubernetes metadata filter writes them, of a wanted size. */
final class FluentdRecords {

    static final int PODS = 50;

    /** The one that has the label by which an audit takes copies. */
    private static final int AUDITED_POD = 9;

    private FluentdRecords() {}

    /** The {@code number}th record, of exactly {@code size} bytes, which must be at least 600. */
    static byte[] ofSize(int size, int number) {
        return ofSize(size, number, PODS);
    }

    /** The same, of one of so many pods. */
    static byte[] ofSize(int size, int number, int pods) {
        var frame = record("", number, pods);
        if (frame.length > size) {
            throw new IllegalArgumentException("a record takes at least " + frame.length + " bytes");
        }
        return record(text(size - frame.length, number), number, pods);
    }

    private static byte[] record(String text, int number, int pods) {
        int pod = number % pods;
        return new JsonBuffer(2048)
                .append("{\"log\":")
                .appendString(text)
                .append(",\"stream\":\"stdout\",\"docker\":{\"container_id\":\"df14e0d5ae4c07284fa636d739c8fc2e\"},")
                .append("\"kubernetes\":{\"container_name\":\"app\",\"namespace_name\":\"team-")
                .append(Integer.toString(pod % 10))
                .append("\",\"pod_name\":\"app-6c5f4d7b9-x")
                .append(Integer.toString(10 + pod))
                .append("\",\"pod_id\":\"c76927af-f563-11e4-b32d-54ee7527188d\",\"pod_ip\":\"10.1.0.8\",")
                .append("\"host\":\"node-1.example.internal\",\"labels\":{\"app.kubernetes.io/name\":\"app\",")
                .append("\"pod-template-hash\":\"6c5f4d7b9\"")
                .append(pod == AUDITED_POD ? ",\"audit\":\"true\"" : "")
                .append("},\"namespace_labels\":{\"team\":\"core\"}}}")
                .toByteArray();
    }

    private static String text(int length, int number) {
        var line = "2026-01-01T00:00:00.000Z INFO request handled path=/api/v1/items/" + number + " status=200 ms=12 ";
        return line.repeat(length / line.length() + 1).substring(0, length);
    }
}
