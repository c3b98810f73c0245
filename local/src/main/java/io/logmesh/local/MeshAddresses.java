package io.logmesh.local;

import java.net.URI;

/**
 * Where the backing servers listen.
 *
 * @param kafka bootstrap servers, {@code host:port}
 * @param elasticsearch the root of its HTTP interface, without a slash at the end
 */
public record MeshAddresses(String kafka, URI elasticsearch, S3Address s3) {}
