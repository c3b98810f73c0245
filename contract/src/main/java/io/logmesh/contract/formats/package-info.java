/**
 * The formats in which programs write lines, each a class that knows nothing of the others. What a line is cut into goes
 * to a {@link io.logmesh.contract.formats.Findings}; a line that is not in the format leaves no trace.
 */
package io.logmesh.contract.formats;
