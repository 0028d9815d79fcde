/**
 * Generates the shell completions in {@code completions/} from the option models of the commands. The installer ships
 * those files; the generators themselves are compiled with the tests only and are not in the jar.
 */
package io.github.siocli.completion;
