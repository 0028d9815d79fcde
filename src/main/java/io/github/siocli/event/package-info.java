/** What happened on a connection, as sealed records, and what can go wrong with one, as a table of failures. */
package io.github.siocli.event;
