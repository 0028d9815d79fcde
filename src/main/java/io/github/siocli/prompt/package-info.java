/**
 * The interactive line editor: completion, highlighting, history and the display above the prompt.
 *
 * <p>JLine is used only here. What a line means is decided in {@code shell}.
 */
package io.github.siocli.prompt;
