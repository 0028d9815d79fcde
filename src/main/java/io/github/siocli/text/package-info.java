/**
 * Text as UTF-8 bytes: strict validation, searching and building; patterns of names and similar names.
 *
 * <p>Knows nothing of JSON or packets. Reading of files and streams is in {@code input}.
 */
package io.github.siocli.text;
