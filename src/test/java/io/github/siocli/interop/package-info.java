/** The whole program against real servers, over every transport, and against servers that fail. */
package io.github.siocli.interop;
