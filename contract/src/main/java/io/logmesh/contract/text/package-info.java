/** Reading text in bytes: ranges of arrays, times, and the words for levels. */
package io.logmesh.contract.text;
