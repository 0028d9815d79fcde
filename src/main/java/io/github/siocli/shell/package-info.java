/**
 * The line language of prompts, scripts and {@code --exec}: splitting lines into words, finding the verb, running
 * scripts, and the state of a session that verbs read and change.
 *
 * <p>The verbs are in {@code shell.verb} and {@code shell.server}; editing a line is in {@code prompt}.
 */
package io.github.siocli.shell;
