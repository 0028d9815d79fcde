/**
 * JSON as text: values are checked, sliced and decorated, and their text is never rewritten.
 *
 * <p>What came from the network is read by {@link io.github.siocli.json.JsonScanner}; what a person typed may also be
 * relaxed JSON, which {@link io.github.siocli.json.RelaxedJson} turns into strict JSON.
 */
package io.github.siocli.json;
