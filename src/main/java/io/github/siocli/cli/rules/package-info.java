/**
 * How a server behaves: rules in the tool's language, read before it starts, and chaos by chance.
 *
 * <p>A {@link io.github.siocli.cli.rules.RuleReader} turns lines into rules: a trigger, and actions that are performed one
 * after the other. What happens is a {@link io.github.siocli.cli.rules.Cause}; a rule that runs for it has an
 * {@link io.github.siocli.cli.rules.Occasion}, of which values and conditions are asked. All of that is on the event loop.
 */
package io.github.siocli.cli.rules;
