/**
 * What happened on a connection or a server, as immutable records; failures with their exit codes; and the bounded
 * queue that carries events to the thread that shows them.
 */
package io.github.siocli.event;
