package io.github.siocli.completion;

import io.github.siocli.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Fails if a script in {@code completions/} differs from the one that the commands' option models generate. */
class CompletionScriptsTest {

    private static final Path COMPLETIONS = Path.of("completions");

    private final CompletionModel model = CompletionModel.ofProgram();

    @Test
    void bashScriptIsUpToDate() {
        check("sio.bash", BashCompletion.generate(model));
    }

    @Test
    void zshScriptIsUpToDate() {
        check("_sio", ZshCompletion.generate(model));
    }

    @Test
    void fishScriptIsUpToDate() {
        check("sio.fish", FishCompletion.generate(model));
    }

    private static void check(String name, String script) {
        try {
            Golden.check(COMPLETIONS.resolve(name), script);
        } catch (AssertionError stale) {
            throw new AssertionError(
                    "the completions are stale; run " + ScriptTemplate.REGENERATE + "\n" + stale.getMessage());
        }
    }
}
