/**
 * A connection that lines of the tool's language talk over, and what is remembered of it.
 *
 * <p>One thread runs the lines; another takes what happens, shows it and enters it in the ledger, where lines wait for it.
 */
package io.github.siocli.cli.dialogue;
