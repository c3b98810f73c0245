package io.logmesh.indexer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemErrorTest {

    private static final String TYPE = "document_parsing_exception";

    @Test
    void namesTheFieldAndItsTypeAndNotItsValue() {
        var reason = "[1:25] failed to parse field [message] of type [text] in document with id 'x'."
                + " Preview of field's value: '{a=secret}'";

        assertThat(new ItemError(TYPE, reason, "illegal_argument_exception").description())
                .isEqualTo(TYPE + ", caused by illegal_argument_exception, at field message of type text");
    }

    @Test
    void namesTheFieldThatShouldHaveBeenAnObject() {
        var reason = "[1:29] object mapping for [kubernetes] tried to parse field [kubernetes] as object,"
                + " but found a concrete value";

        assertThat(new ItemError(TYPE, reason, "").description()).isEqualTo(TYPE + ", at field kubernetes");
    }

    @Test
    void namesTheFieldWithTheImmenseTerm() {
        var reason =
                "Document contains at least one immense term in field=\"fields.url\" (whose UTF8 encoding is longer"
                        + " than the max length 32766), all of which were skipped.";

        assertThat(new ItemError("illegal_argument_exception", reason, "").field())
                .contains("fields.url");
    }

    @Test
    void takesNoFieldFromTheQuotedDocument() {
        var reason = "[1:12] failed to parse: [1:25] Duplicate field 'a'\n at"
                + " {\"a\":\"[1:1] failed to parse field [secret] of type [text]\"}";

        assertThat(new ItemError(TYPE, reason, "").description()).isEqualTo(TYPE);
        assertThat(new ItemError(TYPE, reason, "").field()).isEmpty();
    }
}
