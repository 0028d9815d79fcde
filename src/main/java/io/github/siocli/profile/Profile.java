package io.github.siocli.profile;

import java.util.List;
import java.util.Map;

/**
 * The saved settings of a server.
 *
 * @param name the name, without the {@code @} of the command line
 * @param url the URL of the server, in any form that the command line takes
 * @param options the values of each option by its long name without dashes; a flag has the value {@code true}
 */
public record Profile(String name, String url, Map<String, List<String>> options) {}
