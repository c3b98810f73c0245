/** How objects of the archive are named and written: what {@code logmesh.yaml}, the archiver and the tools agree on. */
package io.logmesh.contract.archive;
