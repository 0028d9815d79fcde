package io.github.siocli.terminal;

import java.util.function.IntSupplier;
import org.jline.nativ.CLibrary;
import org.jline.nativ.CLibrary.WinSize;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the width of a terminal in columns. It asks the operating system each time, which takes less than a microsecond,
 * so that a resized terminal is noticed at once. Any thread may call.
 */
public final class TerminalWidth implements IntSupplier {

    private static final int DEFAULT_COLUMNS = 80;

    private final int descriptor;
    /** Null if the variable is not set. */
    private final @Nullable String columns;

    /**
     * @param descriptor file descriptor of the terminal
     * @param columns value of the environment variable {@code COLUMNS}, which is used if the system does not tell the width;
     *     null or not a positive number for 80
     */
    public TerminalWidth(int descriptor, @Nullable String columns) {
        this.descriptor = descriptor;
        this.columns = columns;
    }

    @Override
    public int getAsInt() {
        if (NativeLibrary.isLoaded()) {
            WinSize size = new WinSize();
            if (CLibrary.ioctl(descriptor, CLibrary.TIOCGWINSZ, size) == 0 && size.ws_col > 0) {
                return size.ws_col;
            }
        }
        return fallback();
    }

    private int fallback() {
        try {
            int number = columns == null ? 0 : Integer.parseInt(columns);
            return number > 0 ? number : DEFAULT_COLUMNS;
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }
}
