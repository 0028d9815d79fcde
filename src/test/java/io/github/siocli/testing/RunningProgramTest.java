package io.github.siocli.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.siocli.event.ExitCode;
import io.github.siocli.output.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tests the runner with replacements for the program. */
class RunningProgramTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void handsOverStreamsAndExitCode() {
        Sio.Result result = run((environment, args) -> {
                    print(environment, args[0]);
                    write(environment.err(), "é");
                    return ExitCode.REFUSED;
                })
                .run("hello");

        assertThat(result).isEqualTo(new Sio.Result(ExitCode.REFUSED, "hello", "é"));
    }

    @Test
    void keepsEveryByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (RunningProgram program = run((environment, args) -> {
                    write(environment.out(), all);
                    return ExitCode.DONE;
                })
                .start()) {
            program.exit();

            assertThat(program.outBytes()).isEqualTo(all);
        }
    }

    @Test
    void describesTheProcess() {
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.ofHours(2));
        Sio.Result result = run((environment, args) -> {
                    print(environment, environment.variable("TOKEN").orElse("none") + " ");
                    print(environment, environment.terminal().columns().getAsInt() + " ");
                    print(environment, environment.terminal().out() + " " + environment.clock());
                    return ExitCode.DONE;
                })
                .variable("TOKEN", "t")
                .terminal()
                .columns(100)
                .clock(clock)
                .run();

        assertThat(result.out()).isEqualTo("t 100 true " + clock);
    }

    @Test
    void readsInputToItsEnd() {
        assertThat(echo().in("a\nb").run().out()).isEqualTo("a\nb");
        assertThat(echo().run().out()).isEmpty();
    }

    @Test
    void readsInputWhileItRuns() {
        try (RunningProgram program = echo().start()) {
            program.type("one ").awaitOut("one");
            program.type("two");
            assertThat(program.awaitOut("two")).isEqualTo("one two");

            assertThat(program.closeIn().exit().code()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void pressesControlCWhenTheProgramListens() {
        try (RunningProgram program = untilInterrupted().start()) {
            assertThat(program.interrupt().exit().code()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void endsProgramsThatATestLeavesRunning() {
        RunningProgram program = untilInterrupted().start();
        program.awaitErr("listening");

        program.close();

        assertThat(program.hasEnded()).isTrue();
    }

    @Test
    void breaksThePipe() {
        try (RunningProgram program = endless().start()) {
            program.awaitOut("x");
            assertThat(program.closeOut().exit().err()).isEqualTo("Broken pipe");
        }
    }

    @Test
    void breaksThePipeUnderABlockedWriter() {
        try (RunningProgram program = endless().start()) {
            program.blockOut().awaitBlockedOut();
            assertThat(program.closeOut().exit().err()).isEqualTo("Broken pipe");
        }
    }

    @Test
    void blocksWritesUntilItReadsAgain() {
        try (RunningProgram program = endless().start()) {
            program.blockOut().awaitBlockedOut();
            int length = program.outBytes().length;
            program.unblockOut().awaitOut("x".repeat(length + 1));
            program.closeOut();
        }
    }

    @Test
    void failsWithOutputAfterTimeout() {
        assertThatThrownBy(() -> untilInterrupted().limit(SHORT).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("still running after PT0.05S")
                .hasMessageContaining("CountDownLatch.await");
    }

    @Test
    void failsIfAwaitedTextIsMissing() {
        try (RunningProgram program = untilInterrupted().limit(SHORT).start()) {
            assertThatThrownBy(() -> program.awaitOut("never"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no <never> on stdout");
        }
    }

    @Test
    void doesNotWaitForTextOfAProgramThatHasEnded() {
        try (RunningProgram program = echo().in("a").limit(Duration.ofDays(1)).start()) {
            assertThatThrownBy(() -> program.awaitOut("b"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the program ended");
        }
    }

    @Test
    void failsWithExceptionOfTheProgram() {
        assertThatThrownBy(() -> run((environment, args) -> {
                            throw new IllegalStateException("bug");
                        })
                        .run())
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("bug");
    }

    @Test
    void runsTheProgramItself() {
        assertThat(Sio.with().run().code()).isNotNull();
    }

    private static ProgramRun run(ProgramRun.Program program) {
        return new ProgramRun(program);
    }

    private static ProgramRun echo() {
        return run((environment, args) -> {
            try {
                environment.in().transferTo(environment.out());
                return ExitCode.DONE;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static ProgramRun endless() {
        return run((environment, args) -> {
            try {
                while (true) {
                    environment.out().write('x');
                }
            } catch (IOException e) {
                write(environment.err(), e.getMessage());
                return ExitCode.DONE;
            }
        });
    }

    private static ProgramRun untilInterrupted() {
        return run((environment, args) -> {
            CountDownLatch interrupted = new CountDownLatch(1);
            environment.interrupts().onInterrupt(interrupted::countDown);
            write(environment.err(), "listening");
            try {
                interrupted.await();
            } catch (InterruptedException e) {
                return ExitCode.INTERNAL;
            }
            return ExitCode.INTERRUPTED;
        });
    }

    private static void print(Environment environment, String text) {
        write(environment.out(), text);
    }

    private static void write(OutputStream stream, String text) {
        write(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream stream, byte[] bytes) {
        try {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
