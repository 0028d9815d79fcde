/**
 * The training run that the installer starts to make the AOT caches or CDS archives (JEP 483) from which the
 * installed command starts.
 *
 * <p>The installer alone uses this package; it does not run when a user calls a command.
 */
package io.github.siocli.startup;
