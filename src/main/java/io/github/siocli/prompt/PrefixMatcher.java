package io.github.siocli.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;

/** Matches candidates that begin with the typed text, with or without a leading quote. */
final class PrefixMatcher implements CompletionMatcher {

    private String typed = "";
    private List<Candidate> matching = List.of();

    @Override
    public void compile(
            Map<LineReader.Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            String originalGroupName) {
        typed = line.word();
    }

    @Override
    public List<Candidate> matches(List<Candidate> candidates) {
        matching =
                candidates.stream().filter(candidate -> fits(candidate.value())).toList();
        // A modifiable copy, because the line reader sorts and merges the list.
        return new ArrayList<>(matching);
    }

    private boolean fits(String value) {
        return value.startsWith(typed) || value.startsWith("\"" + typed);
    }

    @Override
    public Candidate exactMatch() {
        return matching.stream()
                .filter(candidate -> candidate.value().equals(typed))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getCommonPrefix() {
        String common = matching.isEmpty() ? "" : matching.get(0).value();
        for (Candidate candidate : matching) {
            int same = 0;
            String value = candidate.value();
            while (same < Math.min(common.length(), value.length()) && common.charAt(same) == value.charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common;
    }
}
