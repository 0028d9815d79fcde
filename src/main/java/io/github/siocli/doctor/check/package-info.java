/** The checks of {@code sio doctor}, one class each; {@link io.github.siocli.doctor.check.Checks} lists them. */
package io.github.siocli.doctor.check;
