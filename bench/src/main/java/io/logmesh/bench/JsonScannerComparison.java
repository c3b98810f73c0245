package io.logmesh.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.json.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Why the mesh has a JSON scanner of its own: finding one nested field while checking the whole record. */
final class JsonScannerComparison implements Comparison {

    private static final int RECORDS = 2_000_000;
    private static final byte[] KUBERNETES = RecordFields.KUBERNETES.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAMESPACE = "namespace_name".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner scanner = new JsonScanner();
    private final JsonFactory jackson = new JsonFactory();
    private byte[] json;

    @Override
    public String name() {
        return "json-scanner";
    }

    @Override
    public String question() {
        return "checking a 1 KB record and finding its namespace: JsonScanner against Jackson's streaming parser";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public void prepare() {
        json = FluentdRecords.ofSize(1024, 0);
    }

    @Override
    public double baseline() throws IOException {
        long start = System.nanoTime();
        long found = 0;
        for (int i = 0; i < RECORDS; i++) {
            found += namespaceLengthByJackson();
        }
        return rate(start, found);
    }

    @Override
    public double subject() {
        long start = System.nanoTime();
        long found = 0;
        for (int i = 0; i < RECORDS; i++) {
            found += namespaceLengthByScanner();
        }
        return rate(start, found);
    }

    private int namespaceLengthByJackson() throws IOException {
        int length = 0;
        try (var parser = jackson.createParser(json)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("namespace_name")) {
                    length = parser.nextTextValue().length();
                } else if (token == JsonToken.VALUE_STRING) {
                    parser.finishToken();
                }
            }
        }
        return length;
    }

    private int namespaceLengthByScanner() {
        int length = 0;
        scanner.reset(json).beginObject();
        while (scanner.nextMember()) {
            if (scanner.keyIs(KUBERNETES) && scanner.beginObject()) {
                while (scanner.nextMember()) {
                    boolean wanted = scanner.keyIs(NAMESPACE);
                    scanner.skipValue();
                    length = wanted ? scanner.valueText().length() : length;
                }
            } else {
                scanner.skipValue();
            }
        }
        return length;
    }

    /** Using what was found keeps the compiler from leaving the work out. */
    private static double rate(long start, long found) {
        if (found == 0) {
            throw new IllegalStateException("the namespace was not found");
        }
        return RECORDS * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
