package io.github.siocli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file its path in the repository
 * @param text its content
 */
record MarkdownPage(Path file, String text) {

    private static final String FENCE = "```";

    /**
     * A block of code.
     *
     * @param language the word behind the fence; empty if there is none
     * @param line the number of its first line in the page
     */
    record Block(String language, int line, List<String> lines) {

        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    /**
     * A command line, and what the page shows below it.
     *
     * @param place page and number of the line
     * @param command the line of shell
     * @param shown the lines below it, up to the next command
     * @param isOutputShown false if the block contains only command lines
     */
    record Example(String place, String command, List<String> shown, boolean isOutputShown) {

        /** Returns true if the page shows that the command fails. */
        boolean showsFailure() {
            return !command.contains("||")
                    && shown.stream().anyMatch(line -> line.startsWith("sio: ") || line.startsWith("  ✗ "));
        }

        @Override
        public String toString() {
            return place + " " + command;
        }
    }

    static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the README and all pages below {@code src/docs}. */
    static List<MarkdownPage> all() {
        try (Stream<Path> docs = Files.list(Path.of("src", "docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (start < 0) {
                start = i;
            } else {
                String language = lines.get(start).substring(FENCE.length());
                blocks.add(new Block(language, start + 2, lines.subList(start + 1, i)));
                start = -1;
            }
        }
        return blocks;
    }

    /** Returns the command lines: all lines of {@code sh}, and those of {@code console} that begin with a dollar sign. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.language().equals("sh")) {
                addCommands(block, examples);
            } else if (block.language().equals("console")) {
                addSession(block, examples);
            }
        }
        return examples;
    }

    private void addCommands(Block block, List<Example> examples) {
        StringBuilder command = new StringBuilder();
        for (int i = 0; i < block.lines().size(); i++) {
            String line = block.lines().get(i);
            command.append(line);
            if (line.endsWith("\\")) {
                command.append('\n');
            } else {
                examples.add(new Example(place(block, i), command.toString(), List.of(), false));
                command.setLength(0);
            }
        }
    }

    private void addSession(Block block, List<Example> examples) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < block.lines().size(); i++) {
            String line = block.lines().get(i);
            if (line.startsWith("$ ")) {
                shown = new ArrayList<>();
                examples.add(new Example(place(block, i), line.substring(2), shown, true));
            } else if (!line.startsWith("# ")) {
                shown.add(line);
            }
        }
    }

    private String place(Block block, int line) {
        return file + ":" + (block.line() + line);
    }
}
