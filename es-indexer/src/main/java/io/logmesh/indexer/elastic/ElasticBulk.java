package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.Answer;
import io.logmesh.indexer.bulk.BulkEndpoint;
import io.logmesh.indexer.bulk.Document;
import java.io.IOException;
import java.util.List;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Elasticsearch's bulk API. */
final class ElasticBulk implements BulkEndpoint {

    private static final int TOO_MANY_REQUESTS = 429;

    private final RestClient client;
    private final Trouble trouble;

    ElasticBulk(RestClient client, Trouble trouble) {
        this.client = client;
        this.trouble = trouble;
    }

    @Override
    public Answer create(List<? extends Document> documents) throws InterruptedException {
        try {
            var response = client.performRequest(request(documents));
            var answer = EntityUtils.toByteArray(response.getEntity());
            return new Answer.Items(BulkAnswerReader.read(answer, documents.size()));
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusLine().getStatusCode();
            return status == 413
                    ? new Answer.TooLarge()
                    : new Answer.Unavailable(trouble.refused(status), status == TOO_MANY_REQUESTS);
        } catch (MalformedJsonException e) {
            return new Answer.Unavailable(trouble.notElasticsearch(e.getMessage()), false);
        } catch (IOException e) {
            return new Answer.Unavailable(trouble.unreachable(e), false);
        } catch (RuntimeException e) {
            // The client wraps an interruption so, and sets the thread's flag.
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            return new Answer.Unavailable(trouble.unreachable(e), false);
        }
    }

    private static Request request(List<? extends Document> documents) {
        var request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", BulkAnswerReader.FILTER);
        request.addParameter("timeout", "30s");
        request.setEntity(new BulkEntity(documents));
        return request;
    }
}
