/** The tool's language: how a line is cut into words, how lines make a script, and who runs them. */
package io.github.siocli.cli.language;
