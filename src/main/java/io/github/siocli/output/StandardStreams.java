package io.github.siocli.output;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The standard streams of the process.
 *
 * @param in standard input
 * @param out standard output, unbuffered
 * @param err standard error, unbuffered
 */
public record StandardStreams(InputStream in, OutputStream out, OutputStream err) {}
