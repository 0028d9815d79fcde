/**
 * JSON as text: values are checked, sliced and decorated, and their text is never rewritten.
 *
 * <p>Relaxed JSON that people type is turned into strict JSON.
 */
package io.github.siocli.json;
