/** What tests stand on: real servers, servers that fail, certificates, and the whole program run in process. */
package io.github.siocli.testing;
