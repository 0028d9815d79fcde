/**
 * The expressions of the line language: values such as {@code $1.name}, templates with values in them, and conditions
 * such as {@code $1.status == "paid"}.
 *
 * <p>Knows neither clients, servers nor rules: a {@link io.github.siocli.expression.Scope} resolves the names.
 */
package io.github.siocli.expression;
