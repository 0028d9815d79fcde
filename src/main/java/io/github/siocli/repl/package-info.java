/** The interactive prompt: reads lines at a terminal, and has them run. The only room that knows JLine. */
package io.github.siocli.repl;
