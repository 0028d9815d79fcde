package io.github.siocli.install;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Stands in for sio where only the way it was started matters: reports its arguments and what surrounds it. */
public final class StandIn {
    private StandIn() {}

    /**
     * The exit code is the number behind an argument {@code --exit=}, the argument {@code --streams} makes it read and write
     * the standard streams, and {@code --flags} makes it report the flags of the JVM; the report goes to the file that REPORT names, if any.
     */
    public static void main(String[] args) throws IOException {
        var report = new ArrayList<String>();
        var exit = 0;
        for (String arg : args) {
            report.add("arg=" + hex(arg));
            if (arg.startsWith("--exit=")) {
                exit = Integer.parseInt(arg.substring("--exit=".length()));
            } else if (arg.equals("--streams")) {
                report.add("stdin=" + System.in.readAllBytes().length + " bytes");
                report.add("stdout=" + writes(System.out));
                report.add("stderr=" + writes(System.err));
            } else if (arg.equals("--flags")) {
                ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(flag -> report.add("flag=" + flag));
            }
        }
        report.add("pid=" + ProcessHandle.current().pid());
        report.add("java=" + Path.of(System.getProperty("java.home")).toRealPath());
        report.add("heap=" + Runtime.getRuntime().maxMemory());
        report.add("lc_all=" + System.getenv("LC_ALL"));
        for (String property :
                List.of("sio.terminal", "sio.locale", "file.encoding", "library.jline.path", "agent", "glob")) {
            report.add(property + "=" + System.getProperty(property));
        }
        var file = System.getenv("REPORT");
        if (file == null) {
            report.forEach(System.out::println);
        } else {
            Files.write(Path.of(file), report);
        }
        System.exit(exit);
    }

    private static String writes(PrintStream stream) {
        stream.println("written");
        return stream.checkError() ? "fails" : "works";
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
