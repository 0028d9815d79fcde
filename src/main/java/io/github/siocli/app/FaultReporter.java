package io.github.siocli.app;

import io.github.siocli.command.Verbosity;
import io.github.siocli.event.Failure;
import io.github.siocli.render.FailureRenderer;
import io.github.siocli.render.TerminalText;
import io.github.siocli.render.TextStyle;
import io.github.siocli.text.Utf8Builder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Writes uncaught exceptions that the program itself does not report, with their stack if {@code -vv} is given. */
final class FaultReporter {

    private final OutputStream err;
    private final int verbosity;

    /**
     * @param err standard error, which stays open
     * @param args the words of the command line
     */
    FaultReporter(OutputStream err, String... args) {
        this.err = err;
        this.verbosity = Verbosity.of(args);
    }

    /** Reports an exception in one line. */
    void report(Throwable fault) {
        write("sio: " + TerminalText.escape(Failure.ofThrowable(fault).message()) + "\n", fault);
    }

    /** Reports the exception because of which the process ends, with a hint. */
    void reportLast(Throwable fault) {
        Utf8Builder text = new Utf8Builder();
        new FailureRenderer(TextStyle.PLAIN, 0).render(Failure.ofThrowable(fault), text);
        write(text.toString(), fault);
    }

    private void write(String text, Throwable fault) {
        StringWriter report = new StringWriter();
        report.append(text);
        if (verbosity > 1) {
            fault.printStackTrace(new PrintWriter(report));
        }
        try {
            err.write(report.toString().getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException closed) {
            // The exit code still shows that the program failed.
        }
    }
}
