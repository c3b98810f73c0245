/**
 * Which lines are one event, and the events that still wait for lines. Knows nothing of Kafka.
 *
 * <p>{@link io.logmesh.contract.joining.Joiner} is the whole: it takes line after line and hands out events.
 * {@link io.logmesh.contract.joining.EventGrammar} decides which line continues which, from the state that the event has
 * come to; {@link io.logmesh.contract.joining.Patience} decides how long one waits. Invariant: <em>what is pending in
 * memory is what the store holds</em>, so that whoever takes over at any line goes on exactly there.
 */
package io.logmesh.contract.joining;
