package io.logmesh.indexer.elastic;

import io.logmesh.contract.json.JsonScanner;
import io.logmesh.contract.json.MalformedJsonException;
import io.logmesh.indexer.bulk.ItemError;
import io.logmesh.indexer.bulk.Outcome;
import io.logmesh.indexer.bulk.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads the answer to a bulk request, of which {@link #FILTER} has left what counts. Where all went well it reads the
 * first member only.
 */
final class BulkAnswerReader {

    /** The members of the answer to ask for; every item keeps its status, so that none is left out of the list. */
    static final String FILTER =
            "errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.type";

    private static final byte[] ERRORS = ascii("errors");
    private static final byte[] ITEMS = ascii("items");
    private static final byte[] STATUS = ascii("status");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] TYPE = ascii("type");
    private static final byte[] REASON = ascii("reason");
    private static final byte[] CAUSE = ascii("caused_by");
    private static final byte[] FALSE = ascii("false");

    private final byte[] answer;
    private final JsonScanner scanner = new JsonScanner();

    private BulkAnswerReader(byte[] answer) {
        this.answer = answer;
    }

    /**
     * The outcomes of the {@code expected} documents, in the order of the request.
     *
     * @throws MalformedJsonException where this is not the answer to such a request
     */
    static List<Outcome> read(byte[] answer, int expected) {
        var outcomes = new BulkAnswerReader(answer).outcomes(expected);
        if (outcomes.size() != expected) {
            throw new MalformedJsonException(outcomes.size() + " items in answer to " + expected, answer.length);
        }
        return outcomes;
    }

    private List<Outcome> outcomes(int expected) {
        var outcomes = new ArrayList<Outcome>(expected);
        enterObject(answer);
        while (scanner.nextMember()) {
            if (scanner.keyIs(ERRORS)) {
                scanner.skipValue();
                if (valueIs(FALSE)) {
                    return Collections.nCopies(expected, Outcome.CREATED);
                }
            } else if (scanner.keyIs(ITEMS)) {
                readItems(outcomes);
            } else {
                scanner.skipValue();
            }
        }
        return outcomes;
    }

    private void enterObject(byte[] text) {
        if (!scanner.reset(text).beginObject()) {
            throw new MalformedJsonException("no object", 0);
        }
    }

    private void readItems(List<Outcome> outcomes) {
        require(scanner.beginArray());
        while (scanner.nextElement()) {
            require(scanner.beginObject());
            while (scanner.nextMember()) {
                require(scanner.beginObject());
                outcomes.add(readItem());
            }
        }
    }

    private Outcome readItem() {
        int status = 0;
        ItemError error = null;
        while (scanner.nextMember()) {
            if (scanner.keyIs(STATUS)) {
                scanner.skipValue();
                status = number();
            } else if (scanner.keyIs(ERROR) && scanner.beginObject()) {
                error = readError();
            } else {
                scanner.skipValue();
            }
        }
        return Verdict.on(status, error);
    }

    private ItemError readError() {
        var type = "";
        var reason = "";
        var cause = "";
        while (scanner.nextMember()) {
            if (scanner.keyIs(TYPE)) {
                type = text();
            } else if (scanner.keyIs(REASON)) {
                reason = text();
            } else if (scanner.keyIs(CAUSE) && scanner.beginObject()) {
                cause = readError().type();
            } else {
                scanner.skipValue();
            }
        }
        return new ItemError(type, reason, cause);
    }

    private String text() {
        scanner.skipValue();
        return scanner.valueIsString() ? scanner.valueText() : "";
    }

    private int number() {
        try {
            return Integer.parseInt(new String(
                    answer,
                    scanner.valueStart(),
                    scanner.valueEnd() - scanner.valueStart(),
                    StandardCharsets.US_ASCII));
        } catch (NumberFormatException _) {
            throw new MalformedJsonException("a status that is no number", scanner.valueStart());
        }
    }

    private boolean valueIs(byte[] expected) {
        return Arrays.equals(answer, scanner.valueStart(), scanner.valueEnd(), expected, 0, expected.length);
    }

    private void require(boolean found) {
        if (!found) {
            throw new MalformedJsonException("not the shape of an answer to a bulk request", scanner.position());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
