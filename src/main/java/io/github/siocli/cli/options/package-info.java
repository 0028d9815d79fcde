/** Small groups of options, each of which adds itself to a command and ends in one validated record. */
package io.github.siocli.cli.options;
