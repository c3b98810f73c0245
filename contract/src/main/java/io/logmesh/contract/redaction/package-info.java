/**
 * Takes out of a record what must not leave the enricher. It works on the record before anything is made of it, so
 * that message and fields can't say what the text doesn't. {@link io.logmesh.contract.redaction.Redactor} is the whole.
 */
package io.logmesh.contract.redaction;
