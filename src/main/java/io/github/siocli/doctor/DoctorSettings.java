package io.github.siocli.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the checks, besides how to connect.
 *
 * @param url how sio reads the URL
 * @param origins origins of web pages to check; empty for the default origins
 * @param handshakes number of handshakes that find out whether sessions stay on their node
 * @param hold time to keep an idle connection open; empty to open none
 * @param proxySource the option or variable that decides whether a proxy is used; empty if there is none
 * @param followsRedirects true to follow redirects, without credentials
 */
public record DoctorSettings(
        UrlReading url,
        List<String> origins,
        int handshakes,
        Optional<Duration> hold,
        String proxySource,
        boolean followsRedirects) {

    /** Number of handshakes unless the user sets another. */
    public static final int DEFAULT_HANDSHAKES = 10;

    /**
     * How sio reads the URL.
     *
     * @param namespace the namespace that is the path of the URL; empty if the URL has none
     * @param notes one line for each part of the URL that may be read in another way
     */
    public record UrlReading(Optional<String> namespace, List<String> notes) {
        public UrlReading {
            notes = List.copyOf(notes);
        }
    }

    public DoctorSettings {
        origins = List.copyOf(origins);
    }

    /**
     * Returns the default settings.
     *
     * @param namespace the namespace that is the path of the URL; empty if the URL has none
     * @param notes one line for each part of the URL that may be read in another way
     * @param proxySource the option or variable that decides whether a proxy is used; empty if there is none
     */
    public static DoctorSettings of(Optional<String> namespace, List<String> notes, String proxySource) {
        return new DoctorSettings(
                new UrlReading(namespace, notes), List.of(), DEFAULT_HANDSHAKES, Optional.empty(), proxySource, false);
    }
}
