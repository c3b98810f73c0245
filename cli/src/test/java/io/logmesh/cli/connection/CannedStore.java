package io.logmesh.cli.connection;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A store that lists two objects a page. */
public final class CannedStore implements AutoCloseable {

    private static final int PAGE = 2;

    private final TreeMap<String, byte[]> objects;
    private final CannedServer server;

    public CannedStore(Map<String, byte[]> objects) throws IOException {
        this.objects = new TreeMap<>(objects);
        server = new CannedServer(this::answer);
    }

    public Archive archive(String bucket) {
        return Archive.open(new Settings(Map.of(
                Settings.S3_BUCKET,
                bucket,
                Settings.S3_ENDPOINT,
                server.address(),
                Settings.S3_ACCESS_KEY,
                "key",
                Settings.S3_SECRET_KEY,
                "secret")));
    }

    public CannedServer server() {
        return server;
    }

    private CannedServer.Answer answer(CannedServer.Asked asked) {
        if (!asked.target().startsWith("/logmesh")) {
            return CannedServer.Answer.xml(404, "<Error><Code>NoSuchBucket</Code></Error>");
        }
        if (asked.target().contains("list-type=2")) {
            return CannedServer.Answer.xml(
                    200, page(parameter(asked, "prefix"), parameter(asked, "continuation-token")));
        }
        var object = objects.get(asked.target().substring("/logmesh/".length()));
        return object == null
                ? CannedServer.Answer.xml(404, "<Error><Code>NoSuchKey</Code></Error>")
                : CannedServer.Answer.bytes(object);
    }

    private String page(String prefix, String after) {
        var left = objects.tailMap(after, false).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .toList();
        var page = left.subList(0, Math.min(PAGE, left.size()));
        boolean more = page.size() < left.size();
        return "<ListBucketResult><IsTruncated>" + more + "</IsTruncated>"
                + (more ? "<NextContinuationToken>" + page.getLast() + "</NextContinuationToken>" : "")
                + page.stream()
                        .map(key ->
                                "<Contents><Key>" + key + "</Key><LastModified>2026-01-31T23:00:00.000Z</LastModified>"
                                        + "<Size>" + objects.get(key).length + "</Size></Contents>")
                        .collect(Collectors.joining())
                + "</ListBucketResult>";
    }

    private static String parameter(CannedServer.Asked asked, String name) {
        var query = asked.target().substring(asked.target().indexOf('?') + 1);
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + '='))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.close();
    }
}
