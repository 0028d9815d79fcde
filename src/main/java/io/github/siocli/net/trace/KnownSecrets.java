package io.github.siocli.net.trace;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The secrets that the user has configured.
 *
 * @param mask masks the configured secrets in a text
 * @param isSecretName returns true if the value of this name (in lower case) is a secret
 */
public record KnownSecrets(UnaryOperator<String> mask, Predicate<String> isSecretName) {}
