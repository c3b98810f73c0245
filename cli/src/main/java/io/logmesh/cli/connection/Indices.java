package io.logmesh.cli.connection;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.HitsMetadata;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logmesh.cli.console.Errors;
import io.logmesh.cli.console.Refusal;
import io.logmesh.contract.RecordFields;
import io.logmesh.contract.SharedIndexId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** The indices in Elasticsearch: daily ones, of a source or shared by several, and data streams. What it answers with an error, or not at all, is a {@link Refusal}. */
public final class Indices implements AutoCloseable {

    private static final int TOO_MANY = 429;
    private static final int ATTEMPTS = 20;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private static final List<String> ALL = List.of("logs-*-20*.*.*", "logs-*-logmesh");
    private static final String SHARED = "_shared";
    private static final Pattern DAILY = Pattern.compile("logs-(.+)-20\\d\\d\\.\\d\\d\\.\\d\\d");
    private static final Pattern STREAM = Pattern.compile("\\.ds-logs-(.+)-logmesh-20\\d\\d\\.\\d\\d\\.\\d\\d-\\d+");
    private static final int PAGE = 5_000;

    /**
     * Of whole documents: the client takes answers of up to 100 MB, and a document of the mesh has up to about 2.2 MB, its text
     * and its message.
     */
    private static final int LARGE_PAGE = 40;

    private static final Time PAGE_WITHIN = Time.of(time -> time.time("2m"));

    private final RestClientTransport transport;
    private final ElasticsearchClient client;
    private final String address;

    private Indices(RestClientTransport transport, String address) {
        this.transport = transport;
        this.client = new ElasticsearchClient(transport);
        this.address = address;
    }

    static Indices open(Settings settings) {
        var address = settings.require(Settings.ELASTICSEARCH, "--elasticsearch URL");
        try {
            var rest = RestClient.builder(HttpHost.create(address))
                    .setDefaultHeaders(authorization(settings))
                    .setRequestConfigCallback(
                            config -> config.setConnectTimeout(5_000).setSocketTimeout(60_000))
                    .build();
            return new Indices(new RestClientTransport(rest, new JacksonJsonpMapper()), address);
        } catch (IllegalArgumentException e) {
            throw new Refusal("'" + address + "' is no Elasticsearch URL: " + e.getMessage());
        }
    }

    private static Header[] authorization(Settings settings) {
        var credentials = settings.find(Settings.ELASTICSEARCH_API_KEY)
                .map(key -> "ApiKey " + key)
                .or(() -> settings.find(Settings.ELASTICSEARCH_USER).map(user -> basic(user, settings)));
        return credentials
                .map(value -> new Header[] {new BasicHeader("Authorization", value)})
                .orElse(new Header[0]);
    }

    private static String basic(String user, Settings settings) {
        var password = settings.require(Settings.ELASTICSEARCH_PASSWORD, "--es-password PASSWORD");
        var pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** What to look for. {@code text} is in the simple query string syntax; {@code since} in Elasticsearch's date math. */
    public record Question(String text, Optional<String> source, String since, int limit) {}

    /** The newest of all {@code total} documents that match, the newest first. */
    public record Found(List<ObjectNode> newest, long total) {}

    /** Asks for the newest documents that match, page by page. */
    public Found search(Question question) {
        var newest = new LinkedHashMap<String, ObjectNode>();
        long total = Long.MAX_VALUE;
        for (int from = 0; from < Math.min(total, question.limit()); from += LARGE_PAGE) {
            var page = page(question, from);
            // A document that came in since the last page moves that one's last into this one.
            page.hits().forEach(hit -> newest.putIfAbsent(hit.index() + '/' + hit.id(), hit.source()));
            total = page.total().value();
        }
        return new Found(List.copyOf(newest.values()), total);
    }

    private HitsMetadata<ObjectNode> page(Question question, int from) {
        var newestFirst = SortOptions.of(sort -> sort.field(field ->
                field.field(RecordFields.TIMESTAMP).order(SortOrder.Desc).unmappedType(FieldType.Date)));
        var request = SearchRequest.of(search -> search.index(indicesOf(question.source()))
                .from(from)
                .size(Math.min(LARGE_PAGE, question.limit() - from))
                .trackTotalHits(total -> total.enabled(true))
                .sort(newestFirst)
                .query(query -> query.bool(all -> {
                    all.must(text(question)).filter(since(question));
                    return question.source().map(name -> all.filter(of(name))).orElse(all);
                })));
        return answer(() -> client.search(request, ObjectNode.class)).hits();
    }

    private static Query text(Question question) {
        return Query.of(query -> query.simpleQueryString(text -> text.query(question.text())
                .fields(RecordFields.MESSAGE, RecordFields.LOG)
                .lenient(true)
                .defaultOperator(Operator.And)));
    }

    /** What stands in an index that sources share tells its source by its field; what stands elsewhere, by the index. */
    private static Query of(String source) {
        var shared =
                Query.of(query -> query.prefix(prefix -> prefix.field("_index").value("logs-" + SHARED + "-")));
        var named = Query.of(
                query -> query.term(term -> term.field(RecordFields.SOURCE).value(source)));
        return Query.of(query ->
                query.bool(either -> either.should(named, Query.of(not -> not.bool(bool -> bool.mustNot(shared))))
                        .minimumShouldMatch("1")));
    }

    private static Query since(Question question) {
        return Query.of(query -> query.range(
                range -> range.date(date -> date.field(RecordFields.TIMESTAMP).gte(question.since()))));
    }

    /** The date behind the source's name has no hyphen, so this leaves out the source {@code a-b} when {@code a} is asked. */
    private static List<String> indicesOf(Optional<String> source) {
        return source.map(name -> List.of("logs-" + name + "-*", "-logs-" + name + "-*-*", "logs-" + SHARED + "-*"))
                .orElse(ALL);
    }

    /** By the name of the index; the document's own word counts where that says nothing. */
    private static String sourceOf(Hit<ObjectNode> hit) {
        var source = sourceOf(hit.index());
        return source.equals(SHARED) && hit.source() != null
                ? hit.source().path(RecordFields.SOURCE).asText()
                : source;
    }

    /** The source whose records stand in the index of that name. */
    static String sourceOf(String index) {
        return Stream.of(DAILY, STREAM)
                .map(pattern -> pattern.matcher(index))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .findFirst()
                .orElse(index);
    }

    /** Makes everything that was indexed until now visible to searches. */
    public void refresh() {
        answer(() -> client.indices().refresh(refresh -> refresh.index(ALL)));
    }

    /** How many documents the indices hold. */
    public long count() {
        return answer(() -> client.count(count -> count.index(ALL))).count();
    }

    /** Takes one document after the other. {@code covers} is empty where it is of one record alone. */
    public interface Documents {
        void accept(String source, String id, String covers);
    }

    /** Passes the source, the record's id and the covered ids of every document there is at this moment, page by page. */
    public void forEach(Documents documents) {
        if (count() == 0) {
            return;
        }
        var view = answer(() -> client.openPointInTime(open -> open.index(ALL).keepAlive(PAGE_WITHIN)))
                .id();
        try {
            var page = page(view, List.of());
            while (!page.isEmpty()) {
                page.forEach(hit -> pass(hit, documents));
                page = page(view, page.getLast().sort());
            }
        } finally {
            close(view);
        }
    }

    private static void pass(Hit<ObjectNode> hit, Documents documents) {
        var source = sourceOf(hit);
        var isShared = sourceOf(hit.index()).equals(SHARED);
        documents.accept(source, isShared ? SharedIndexId.recordId(hit.id(), source) : hit.id(), covers(hit));
    }

    private void close(String view) {
        try {
            client.closePointInTime(close -> close.id(view));
        } catch (IOException | ElasticsearchException _) {
            // What was to be read has been read; a view that a busy cluster does not close ends by itself.
        }
    }

    private static String covers(Hit<ObjectNode> hit) {
        return hit.source() == null
                ? ""
                : hit.source().path(RecordFields.COVERS).asText();
    }

    private List<Hit<ObjectNode>> page(String view, List<FieldValue> after) {
        var request = SearchRequest.of(search -> {
            search.pit(pit -> pit.id(view).keepAlive(PAGE_WITHIN))
                    .size(PAGE)
                    .source(source ->
                            source.filter(filter -> filter.includes(RecordFields.SOURCE, RecordFields.COVERS)))
                    .trackTotalHits(total -> total.enabled(false))
                    .sort(sort -> sort.field(field -> field.field("_shard_doc")));
            return after.isEmpty() ? search : search.searchAfter(after);
        });
        return answer(() -> client.search(request, ObjectNode.class)).hits().hits();
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    /** Asks again where Elasticsearch has too much to do: all that is asked here can be asked twice. */
    private <T> T answer(Call<T> call) {
        for (int attempt = 1; true; attempt++) {
            try {
                return call.run();
            } catch (ElasticsearchException | IOException e) {
                if (attempt == ATTEMPTS || !isPushedBack(e)) {
                    throw new Refusal("Elasticsearch at " + address
                            + (e instanceof IOException
                                    ? " does not answer: " + Errors.describe(e)
                                    : " refuses: " + e.getMessage()));
                }
                LockSupport.parkNanos(ASK_AGAIN.toNanos());
            }
        }
    }

    private static boolean isPushedBack(Exception e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> (cause instanceof ElasticsearchException refusal && refusal.status() == TOO_MANY)
                        || (cause instanceof ResponseException answer
                                && answer.getResponse().getStatusLine().getStatusCode() == TOO_MANY));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException _) {
            // the process ends anyway
        }
    }
}
