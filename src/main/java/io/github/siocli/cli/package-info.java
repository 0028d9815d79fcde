/** The commands, one class each, and the program that chooses between them. */
package io.github.siocli.cli;
