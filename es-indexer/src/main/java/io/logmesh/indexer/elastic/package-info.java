/** The only package that knows Elasticsearch's client: requests and answers, turned into the terms of the bulk package. */
package io.logmesh.indexer.elastic;
