/**
 * The archive that a JVM starts from (an AOT cache, or AppCDS): made when sio is installed, from what a JVM does while real
 * commands run. Nothing here is part of those commands.
 */
package io.github.siocli.archive;
