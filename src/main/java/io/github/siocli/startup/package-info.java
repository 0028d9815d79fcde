/**
 * Programs of the installer: the training run that makes the AOT caches or CDS archives (JEP 483) from which the installed
 * command starts, and the unpacking of the native library.
 *
 * <p>The installer alone uses this package; it does not run when a user calls a command.
 */
package io.github.siocli.startup;
