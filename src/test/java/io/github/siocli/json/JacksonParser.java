package io.github.siocli.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Parses JSON with Jackson, without its limits. */
final class JacksonParser {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JacksonParser() {}

    /** Returns true if the text is exactly one JSON value, with or without surrounding white space. */
    static boolean isJson(String text) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text.toCharArray())) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isScalarValue()) {
                    parser.getString();
                }
                if (depth == 0) {
                    values++;
                }
            }
            return values == 1 && depth == 0;
        } catch (JacksonException e) {
            return false;
        }
    }
}
