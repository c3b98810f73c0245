/** What an enriched record consists of, defined once for all that write and read it. */
package io.logmesh.contract.record;
