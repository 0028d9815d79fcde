package io.github.siocli.mock;

import io.github.siocli.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/** A value in a rule that is evaluated when the rule runs. */
sealed interface Value permits Reference, Value.Constant, Value.TextTemplate, Value.JsonTemplate {

    /** Evaluates the value. */
    RuntimeValue evaluate(RuleContext context);

    /** Adds the value to the arguments of an event; a value may expand to several arguments. */
    default void addTo(ArgumentsBuilder arguments, RuleContext context) {
        arguments.add(evaluate(context));
    }

    /** A constant. */
    record Constant(RuntimeValue value) implements Value {

        @Override
        public RuntimeValue evaluate(RuleContext occasion) {
            return value;
        }
    }

    /** A part of a text or of JSON. */
    sealed interface Part {

        /** Literal text. */
        record Literal(String text) implements Part {}

        /** The text of a referenced value. */
        record TextOf(Reference reference) implements Part {}

        /** A referenced value as JSON. */
        record JsonOf(Reference reference) implements Part {}
    }

    /** Text with references in it. */
    record TextTemplate(List<Part> parts) implements Value {

        /** Returns the text if it contains no references. */
        RuntimeValue literal() {
            return RuntimeValue.text(parts.stream()
                    .map(part -> part instanceof Part.Literal fixed ? fixed.text() : "")
                    .collect(Collectors.joining()));
        }

        @Override
        public RuntimeValue evaluate(RuleContext occasion) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                text.append(part instanceof Part.Literal fixed ? fixed.text() : "");
                text.append(
                        part instanceof Part.TextOf spoken
                                ? spoken.reference().evaluate(occasion).text()
                                : "");
                requireSmall(text);
            }
            return RuntimeValue.text(text.toString());
        }
    }

    /** JSON with references in it, as values and within strings. */
    record JsonTemplate(List<Part> parts) implements Value {

        @Override
        public RuntimeValue evaluate(RuleContext occasion) {
            StringBuilder json = new StringBuilder();
            ArgumentsBuilder payload = new ArgumentsBuilder();
            for (Part part : parts) {
                if (part instanceof Part.Literal fixed) {
                    json.append(fixed.text());
                } else if (part instanceof Part.TextOf spoken) {
                    String quoted = Json.string(
                                    spoken.reference().evaluate(occasion).text())
                            .text();
                    json.append(quoted, 1, quoted.length() - 1);
                } else if (part instanceof Part.JsonOf placed) {
                    json.append(payload.text(placed.reference().evaluate(occasion)));
                }
                requireSmall(json);
            }
            return new RuntimeValue(Json.literal(json.toString()), payload.attachments());
        }
    }

    private static void requireSmall(StringBuilder result) {
        if (result.length() > RuntimeValue.LIMIT) {
            throw new RuleException("its result is larger than 16 MiB");
        }
    }
}
