/**
 * What passes on the wire, for those who want to see all of it.
 *
 * <p>It stands below everything else: an interceptor at OkHttp's connection to the server, and an observer of the frames
 * of websockets. So it sees what the server sees, Engine.IO 3 where that is spoken, and nothing of what the layers above
 * make of it. It changes nothing, and where nothing is to be seen it costs one look at a flag.
 */
package io.github.siocli.client.trace;
