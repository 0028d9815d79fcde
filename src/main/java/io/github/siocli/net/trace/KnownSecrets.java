package io.github.siocli.net.trace;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What is known of secrets.
 *
 * @param hidden hides in a text those that were given to us
 * @param named whether a value of this name, in lower case, is one
 */
public record KnownSecrets(UnaryOperator<String> hidden, Predicate<String> named) {}
