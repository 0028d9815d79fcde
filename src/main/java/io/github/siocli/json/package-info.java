/**
 * Validates and slices JSON without rewriting its text.
 *
 * <p>Relaxed JSON that people type becomes strict JSON here.
 */
package io.github.siocli.json;
