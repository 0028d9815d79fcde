/** Makes connections through HTTP and SOCKS5 proxies. */
package io.github.siocli.net.proxy;
