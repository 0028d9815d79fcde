/**
 * Records that say where and how a session connects.
 *
 * <p>They are filled by {@code command.option} and contain no behavior.
 */
package io.github.siocli.client.option;
