/**
 * Groups of command line options that several commands share.
 *
 * <p>Each group adds its picocli options to a command and reads them into one validated record. Connecting, printing
 * and running are not done here.
 */
package io.github.siocli.command.option;
