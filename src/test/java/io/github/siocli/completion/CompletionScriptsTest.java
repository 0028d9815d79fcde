package io.github.siocli.completion;

import io.github.siocli.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Generates the completions, and fails where those of the repository are not what the commands are now. */
class CompletionScriptsTest {

    private static final Path COMPLETIONS = Path.of("completions");

    private final CompletionModel model = CompletionModel.ofProgram();

    @Test
    void bashScriptIsUpToDate() {
        check("sio.bash", BashCompletion.of(model));
    }

    @Test
    void zshScriptIsUpToDate() {
        check("_sio", ZshCompletion.of(model));
    }

    @Test
    void fishScriptIsUpToDate() {
        check("sio.fish", FishCompletion.of(model));
    }

    private static void check(String name, String script) {
        try {
            Golden.check(COMPLETIONS.resolve(name), script);
        } catch (AssertionError stale) {
            throw new AssertionError("the completions are stale; run " + Script.REGENERATE + "\n" + stale.getMessage());
        }
    }
}
