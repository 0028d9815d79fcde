/** Saved settings of servers: the file, and how a command line uses them. */
package io.github.siocli.profile;
