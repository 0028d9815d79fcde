/** Renderers: pure functions from an event to text. */
package io.github.siocli.render;
