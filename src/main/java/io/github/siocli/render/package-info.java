/**
 * Renderers: pure functions from an event to text.
 *
 * <p>Those for programs ({@link io.github.siocli.render.JsonRenderer}, {@link io.github.siocli.render.RawRenderer},
 * {@link io.github.siocli.render.FormatRenderer}) never alter what was on the wire; those for people pass everything that
 * came from outside through {@link io.github.siocli.render.TerminalText}. Each event is data, shown on standard output, or
 * something that happened to the connection, shown on standard error: {@link io.github.siocli.render.HumanRenderer} and
 * {@link io.github.siocli.render.StatusRenderer} have one half each.
 */
package io.github.siocli.render;
