package io.logmesh.contract.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpExportTest {

    private static final String EXPORT = """
            {"resourceLogs":[{
              "resource":{"attributes":[
                {"key":"k8s.namespace.name","value":{"stringValue":"shop"}},
                {"key":"k8s.pod.name","value":{"stringValue":"cart-7d"}},
                {"key":"k8s.pod.label.app","value":{"stringValue":"cart"}},
                {"key":"k8s.container.name","value":{"stringValue":"cart"}},
                {"key":"k8s.node.name","value":{"stringValue":"node-1"}},
                {"key":"k8s.pod.uid","value":{"stringValue":"u-1"}},
                {"key":"service.name","value":{"stringValue":"cart"}}]},
              "scopeLogs":[{"scope":{"name":"logback"},"logRecords":[
                {"timeUnixNano":"1795338900123456789","severityNumber":9,"severityText":"INFO","traceId":"0af7","spanId":"b7ad",
                 "body":{"stringValue":"added \\"tea\\""},
                 "attributes":[{"key":"log.iostream","value":{"stringValue":"stdout"}},{"key":"count","value":{"intValue":"3"}}]},
                {"observedTimeUnixNano":1795338900000000000,"severityNumber":17,
                 "body":{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":1},{"boolValue":true},{}]}}}]}}}
              ]}]},
              {"scopeLogs":[{"logRecords":[{}]}]}]}
            """;

    @Test
    void makesOneRecordOfEachLogRecord() {
        assertThat(split(EXPORT)).containsExactly("""
                {"log":"added \\"tea\\"",\
                "kubernetes":{"namespace_name":"shop","pod_name":"cart-7d","container_name":"cart","host":"node-1","pod_id":"u-1","labels":{"app":"cart"}},\
                "resource":{"k8s.namespace.name":"shop","k8s.pod.name":"cart-7d","k8s.pod.label.app":"cart","k8s.container.name":"cart",\
                "k8s.node.name":"node-1","k8s.pod.uid":"u-1","service.name":"cart"},\
                "stream":"stdout","@timestamp":"2026-11-22T09:15:00.123456789Z","severity":"INFO","severity_number":9,"trace_id":"0af7","span_id":"b7ad",\
                "scope":"logback","attributes":{"log.iostream":"stdout","count":3}}""", """
                {"log":"{\\"a\\":[1,true,null]}",\
                "kubernetes":{"namespace_name":"shop","pod_name":"cart-7d","container_name":"cart","host":"node-1","pod_id":"u-1","labels":{"app":"cart"}},\
                "resource":{"k8s.namespace.name":"shop","k8s.pod.name":"cart-7d","k8s.pod.label.app":"cart","k8s.container.name":"cart",\
                "k8s.node.name":"node-1","k8s.pod.uid":"u-1","service.name":"cart"},\
                "@timestamp":"2026-11-22T09:15:00Z","severity":"ERROR","severity_number":17,"scope":"logback","attributes":{}}""", """
                {"log":"","resource":{},"attributes":{}}""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"resourceLogs\":null}",
                "{\"resourceLogs\":{}}",
                "{\"resourceLogs\":[7]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[\"x\"]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":\"x\"}]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"newValue\":1}}]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"value\":{}}]}]}]}]}",
                "{\"resourceLogs\":[{\"resource\":[]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"scope\":{\"name\":7},\"logRecords\":[{}]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"x\",\"intValue\":1}}]}]}]}",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":\"a\",\"unit\":\"s\"}]}]}]}]}",
            })
    void leavesAloneWhatHasAnotherShape(String value) {
        assertThat(split(value)).isEmpty();
    }

    @Test
    void carriesAllThatAnExportSays() {
        assertThat(split("""
                {"resourceLogs":[{"schemaUrl":"https://opentelemetry.io/schemas/1.37.0",
                "resource":{"attributes":[],"droppedAttributesCount":2,"entityRefs":[{"type":"service"}]},
                "scopeLogs":[{"schemaUrl":"https://example.com/1",
                "scope":{"name":"logback","version":"1.5","attributes":[{"key":"x","value":{"boolValue":true}}],"droppedAttributesCount":0},
                "logRecords":[{"timeUnixNano":"1795338900123456789","observedTimeUnixNano":"1795338901000000000",
                "severityNumber":10,"severityText":"INFO2","flags":1,"eventName":"","droppedAttributesCount":3,"traceId":7,
                "body":{"stringValue":"x"},"later":{"than":"this"}}]}]}],"alsoLater":[1]}
                """)).containsExactly("""
                {"log":"x","resource":{},"@timestamp":"2026-11-22T09:15:00.123456789Z",\
                "observed_timestamp":"2026-11-22T09:15:01Z","severity":"INFO2","severity_number":10,"flags":1,\
                "scope":"logback","scope_version":"1.5","scope_attributes":{"x":true},"attributes":{},\
                "otel":{"export":{"alsoLater":[1]},\
                "resource_logs":{"schemaUrl":"https://opentelemetry.io/schemas/1.37.0"},\
                "resource":{"droppedAttributesCount":2,"entityRefs":[{"type":"service"}]},\
                "scope_logs":{"schemaUrl":"https://example.com/1"},\
                "record":{"droppedAttributesCount":3,"traceId":7,"later":{"than":"this"}}}}""");
    }

    @Test
    void keepsTimesAndSeveritiesThatItDoesNotKnow() {
        assertThat(split("""
                {"resourceLogs":[{"scopeLogs":[{"logRecords":[
                {"timeUnixNano":"soon","observedTimeUnixNano":"0","severityNumber":"SEVERITY_NUMBER_INFO","flags":-1,"severityText":7}]}]}]}
                """)).containsExactly("""
                {"log":"","resource":{},"attributes":{},"otel":{"record":{"timeUnixNano":"soon",\
                "severityNumber":"SEVERITY_NUMBER_INFO","flags":-1,"severityText":7}}}""");
    }

    @Test
    void findsLabelsAndAnnotationsInBothSpellings() {
        assertThat(split("""
                {"resourceLogs":[{"resource":{"attributes":[
                {"key":"k8s.pod.labels.app","value":{"stringValue":"a"}},
                {"key":"k8s.pod.label.tier","value":{"stringValue":"b"}},
                {"key":"k8s.pod.annotations.audit","value":{"stringValue":"c"}},
                {"key":"k8s.pod.annotation.team","value":{"stringValue":"d"}}]},
                "scopeLogs":[{"logRecords":[{}]}]}]}
                """)).singleElement().asString().contains("""
                        "kubernetes":{"annotations":{"audit":"c","team":"d"},"labels":{"app":"a","tier":"b"}}""");
    }

    /** Each of a million members would take a hundred bytes. */
    @Test
    void takesNoExportApartThatHasTooManyMembers() {
        var members = new StringBuilder("\"a0\":0");
        for (int i = 1; i <= Parts.MAX; i++) {
            members.append(",\"a").append(i).append("\":0");
        }
        assertThatThrownBy(() -> split("{\"resourceLogs\":[{" + members + "}]}"))
                .isInstanceOf(Parts.TooManyPartsException.class);
        assertThat(split("{" + members + "}")).as("no export").isEmpty();
    }

    private static List<String> split(String value) {
        byte[] json = value.getBytes(StandardCharsets.UTF_8);
        var parts = new Parts();
        new OtlpExport().split(json, 0, json.length, parts);
        return parts.all().stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }
}
