package io.github.siocli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.siocli.command.CheatTask.Recipe;
import io.github.siocli.event.ExitCode;
import io.github.siocli.testing.Golden;
import io.github.siocli.testing.Sio;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheatTaskTest {

    @Test
    void printsLinesOfAllTasks() {
        Sio.Result all = Sio.run("cheat");
        Golden.check("cli/cheat.txt", all.out());
        assertThat(all).isEqualTo(new Sio.Result(ExitCode.DONE, all.out(), ""));
        assertThat(all.out().lines()).allMatch(line -> line.length() <= 80);
        Golden.check("cli/help-cheat.txt", Sio.run("cheat", "--help").out());
    }

    @ParameterizedTest
    @EnumSource
    void printsLinesOfOneTask(CheatTask task) {
        Sio.Result page = Sio.run("cheat", task.label());
        assertThat(page.out()).startsWith(task.title() + " (sio cheat " + task.label() + ")\n  ");
        assertThat(Sio.run("cheat").out()).contains(page.out());
        assertThat(page.code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void suggestsSimilarTaskForUnknownOne() {
        assertThat(Sio.run("cheat", "emti"))
                .isEqualTo(new Sio.Result(
                        ExitCode.USAGE, "", "sio: there is no task \"emti\"\n     try: sio cheat emit\n"));
        assertThat(Sio.run("cheat", "xylophone").err())
                .isEqualTo("sio: there is no task \"xylophone\"\n     try: " + String.join(", ", CheatTask.labels())
                        + "\n");
    }

    /** {@code DocumentedLinesTest} runs the lines of this page. */
    @Test
    void cookbookHasTheSameLines() {
        StringBuilder page = new StringBuilder("""
                # Cookbook

                Lines to paste, by task, for a server on port 3000. `sio cheat` prints them in the terminal, `sio cheat TASK` those of a task. The
                files are in [examples](examples); this page is made from the same text as `sio cheat`.
                """);
        for (CheatTask task : CheatTask.values()) {
            page.append("\n## ")
                    .append(task.title())
                    .append("\n\n`sio cheat ")
                    .append(task.label())
                    .append("`\n");
            for (Recipe recipe : task.recipes()) {
                page.append("\n")
                        .append(recipe.purpose())
                        .append(":\n\n```sh\n")
                        .append(recipe.line())
                        .append("\n```\n");
            }
        }
        Golden.check(Path.of("src", "docs", "cookbook.md"), page.toString());
    }
}
