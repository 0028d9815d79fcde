/**
 * The commands of the program, one class each, and the loops that run a session or a server until the command is
 * done.
 *
 * <p>{@code command.option} reads the options; {@code output} and {@code render} format the events.
 */
package io.github.siocli.command;
