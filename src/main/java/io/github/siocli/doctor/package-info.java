/**
 * {@code sio doctor}: runs checks of every layer of a connection and collects their results.
 *
 * <p>{@link io.github.siocli.doctor.CheckRunner} runs the checks of {@code doctor.check}, each as soon as the facts that it
 * requires are known. Checks reach the server through {@link io.github.siocli.doctor.ProbeClient}, which uses the
 * classes of {@code net} and {@code client} as a connection does.
 */
package io.github.siocli.doctor;
