package io.github.siocli.server.engine;

import io.netty.util.NetUtil;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The addresses and names of this machine. DNS is not used: any DNS name may point to this machine, which web pages
 * of other sites exploit to reach local servers (DNS rebinding). Used on the event loop.
 */
final class LocalHosts {

    private static final String LOCALHOST = "localhost";
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path HOSTS = Path.of("/etc/hosts");

    private final String boundName;
    private final Path kernelName;
    private final Path hosts;
    private Set<String> machineNames = Set.of();
    private Set<String> hostsNames = Set.of();
    /** Modification time of the file when it was read; null before it is read. */
    private @Nullable FileTime hostsRead;

    private final Set<InetAddress> ownAddresses = new HashSet<>();

    /**
     * Reads the addresses and names from the system.
     *
     * @param boundName address or name that the server listens on; it counts as a name of the machine
     */
    LocalHosts(String boundName) {
        this(boundName, KERNEL_NAME, HOSTS);
    }

    /**
     * Reads the names from other files.
     *
     * @param kernelName file with the host name; if it does not exist, the command {@code hostname} is called
     * @param hosts file that maps names to addresses (hosts(5))
     */
    LocalHosts(String boundName, Path kernelName, Path hosts) {
        this.boundName = boundName.toLowerCase(Locale.ROOT);
        this.kernelName = kernelName;
        this.hosts = hosts;
    }

    /**
     * Returns true if a host is this machine.
     *
     * @param host a name in lower case, or an address; an IPv6 address is in brackets
     */
    boolean contains(String host) {
        if (host.equals(LOCALHOST) || host.endsWith("." + LOCALHOST)) {
            return true;
        }
        Optional<InetAddress> address = address(host);
        return address.isPresent()
                ? isOwn(address.get())
                : host.equals(boundName)
                        || machineNames().contains(host)
                        || hostsNames().contains(host);
    }

    /** Parses a literal address. Returns empty for a name. */
    private static Optional<InetAddress> address(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        byte[] bytes =
                NetUtil.createByteArrayFromIpAddressString(bracketed ? host.substring(1, host.length() - 1) : host);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || ownAddresses.contains(address)
                || isOfInterface(address);
    }

    /** Queries the system, which is slow; a positive result is kept, because addresses rarely change. */
    private boolean isOfInterface(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null && ownAddresses.add(address);
        } catch (SocketException e) {
            return false;
        }
    }

    private Set<String> machineNames() {
        if (machineNames.isEmpty()) {
            String name = machineName().strip().toLowerCase(Locale.ROOT);
            int dot = name.indexOf('.');
            String first = dot < 0 ? name : name.substring(0, dot);
            // The last one is its name in multicast DNS (RFC 6762).
            machineNames = new HashSet<>(List.of(name, first, first + ".local"));
        }
        return machineNames;
    }

    private String machineName() {
        try {
            return Files.exists(kernelName) ? Files.readString(kernelName) : askForName();
        } catch (IOException e) {
            return LOCALHOST;
        }
    }

    private static String askForName() throws IOException {
        Process process = new ProcessBuilder("hostname")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            return line == null || line.isBlank() ? LOCALHOST : line;
        }
    }

    /** Returns the names that the file maps to addresses of this machine. Reads the file again after a change. */
    private Set<String> hostsNames() {
        try {
            FileTime modified = Files.getLastModifiedTime(hosts);
            if (!modified.equals(hostsRead)) {
                hostsNames = readHosts();
                hostsRead = modified;
            }
        } catch (IOException e) {
            hostsNames = Set.of();
        }
        return hostsNames;
    }

    private Set<String> readHosts() throws IOException {
        Set<String> names = new HashSet<>();
        for (String line : Files.readString(hosts, StandardCharsets.ISO_8859_1).split("\n")) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            // Blocklists map names to 0.0.0.0, which is not an address of any machine.
            if (address(words[0])
                    .filter(address -> !address.isAnyLocalAddress() && isOwn(address))
                    .isPresent()) {
                for (int i = 1; i < words.length; i++) {
                    names.add(words[i].toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
