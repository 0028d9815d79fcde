/** Fixtures of tests: real servers, servers that fail, certificates, and the complete program run in process. */
package io.github.siocli.testing;
